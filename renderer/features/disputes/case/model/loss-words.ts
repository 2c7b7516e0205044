/** Why it was lost, by the words of the issuer's API, and what can still be done. */
/** A Map, because the word comes from elsewhere: an object would also answer to “constructor”. */
const REASONS: ReadonlyMap<string, string> = new Map(Object.entries({
  'refund-issued': 'The merchant had given the money back already.',
  delivered: 'The merchant proved that it was delivered.',
  'as-described': 'The merchant proved that it was as described.',
  authorized: 'It was shown that the charge was allowed.',
  'not-cancelled': 'There was no proof that it was cancelled.',
  'too-late': 'It was sent too late.',
  'invalid-duplicate': 'The two charges were for two purchases.',
  other: 'The issuer gave no closer reason.',
}))

export function lossText(reason: string | null): string {
  if (reason === null) return 'The issuer gave no reason. Ask it for one in writing.'
  return REASONS.get(reason) ?? `The issuer’s word for it is “${reason.replaceAll(/[_-]+/g, ' ')}”.`
}
