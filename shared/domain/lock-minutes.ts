/** The choices of how long nobody has to be there before the app locks. */
export const LOCK_MINUTES = [1, 2, 5, 10, 15, 30, 60] as const
