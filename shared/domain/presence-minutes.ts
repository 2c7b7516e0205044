/** How long a passphrase or PIN counts as somebody being there, in minutes. 0: for one call only. */
export const PRESENCE_MINUTES = [0, 1, 2, 5, 10, 15] as const
