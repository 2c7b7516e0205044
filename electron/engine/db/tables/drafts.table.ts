export interface DraftsTable {
  /** Names the form and what it is about. */
  key: string
  /** Where in the window it was begun. */
  address: string
  /** As the form wrote it. */
  value: string
  kept_at: number
}
