/** What is said once a plan is set. */
export interface Saved {
  readonly changes: number
  /** "3 cards". */
  readonly who: string
  /** The issuer cannot be reached now. */
  readonly isOffline: boolean
  /** No issuer limits any of them. */
  readonly isAllHere: boolean
}

export function savedWords({ changes, who, isOffline, isAllHere }: Saved): string {
  if (changes === 0) return 'Nothing had to change.'
  if (isAllHere) return `Limits of ${who} are kept here. They tell you and decline nothing.`
  return isOffline ? `Limits of ${who} are set here. They are sent as soon as the issuer can be reached.` : `Limits of ${who} are set.`
}
