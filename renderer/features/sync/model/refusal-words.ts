/** Why an issuer says no, by the words of its API (shared/gateway/errors.ts). Null where there is nothing better to say than the word itself. */
const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['card-closed', 'The card is closed there.'],
  ['card-not-activated', 'The card has not been activated there yet.'],
  ['cardholder-inactive', 'Its cardholder is no longer active there.'],
  ['frozen-by-issuer', 'The issuer froze it itself, and only the issuer can unfreeze it.'],
])

const CODES: ReadonlyMap<unknown, string> = new Map([
  ['not_allowed', 'Its rules do not allow that for this card now.'],
  ['not_found', 'It does not know this card any more.'],
  ['forbidden', 'Your user may not do that there.'],
  ['unacceptable_value', 'It does not accept that for this card.'],
])

/** The reason says more than the code. */
export function refusalText({ code, reason }: { readonly code?: unknown; readonly reason?: unknown }): string | null {
  return REASONS.get(reason) ?? CODES.get(code) ?? null
}
