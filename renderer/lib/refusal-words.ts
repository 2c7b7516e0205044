/** Why an issuer says no, by the words of its API (shared/gateway/errors.ts). Null where there is nothing better to say than the word itself. */
import type { KeptError } from '#shared/rpc/contract/sync.contract.ts'

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['card-closed', 'The card is closed there.'],
  ['card-not-activated', 'The card has not been activated there yet.'],
  ['already-activated', 'The card is active there already.'],
  ['cardholder-inactive', 'Its cardholder is no longer active there.'],
  ['frozen-by-issuer', 'The issuer froze it itself, and only the issuer can unfreeze it.'],
  ['virtual-card', 'A virtual card keeps its product.'],
  ['same-product', 'The card has that product already.'],
  ['no-product-change', 'No other product is asked for there any more.'],
  ['no-virtual-cards', 'It makes no virtual cards on this account.'],
  ['already-inactive', 'This person is inactive there already.'],
  ['not-inactive', 'This person is active there already.'],
  ['already-a-cardholder', 'Somebody with this email address is a cardholder there already.'],
  ['already-decided', 'The request was decided there already.'],
  ['above-maximum', 'The amount is above the most that it allows.'],
  ['not-above-limit', 'The amount is not above what is allowed already.'],
  ['too-far', 'The day is too far away.'],
  ['allowed-or-blocked', 'It takes either what is allowed or what is blocked, not both.'],
  ['before-valid-from', 'The last day is before the first.'],
  ['not-posted', 'The charge has not posted there yet.'],
  ['not-a-charge', 'It is no charge that can be disputed there.'],
  ['already-disputed', 'The charge is disputed there already.'],
  ['already-submitted', 'It was sent there already.'],
  ['above-charge', 'The amount is more than the charge.'],
  ['nothing-to-answer', 'No answer is waited for there any more.'],
  ['not-open', 'It is over there already.'],
  ['depends-on-refused', 'What it builds on was refused or given up, so it was not sent.'],
])

/** What these say depends on the field. */
const BY_FIELD: ReadonlyMap<string, string> = new Map([
  ['does-not-match lastDigits', 'These are not the last digits that it has for this card.'],
  ['does-not-match expiryMonth', 'This is not the date that it has for this card.'],
  ['currency amount', 'The limit has to be in the currency of its cards.'],
  ['currency totalLimit', 'The amount has to be in the currency of the account.'],
  ['in-the-past until', 'The time is over by now.'],
  ['in-the-past validUntil', 'The last day is over by now.'],
  ['unknown timeZone', 'It does not know this time zone.'],
  ['unknown scope', 'It does not know this card or person any more.'],
  ['unknown cardholderId', 'It does not know this person any more.'],
  ['unknown accountId', 'It does not know this account any more.'],
  ['unknown productId', 'It does not have this product any more.'],
])

const CODES: ReadonlyMap<unknown, string> = new Map([
  ['not_allowed', 'Its rules do not allow that now.'],
  ['not_found', 'It no longer has what this was about.'],
  ['forbidden', 'Your user may not do that there.'],
  ['unacceptable_value', 'It does not accept that.'],
  ['dispute_incomplete', 'It asks for more than was sent.'],
  ['dispute_deadline_passed', 'Its last day is over.'],
  ['unsupported_media', 'It does not take a file of this kind.'],
  ['payload_too_large', 'The file is too large for it.'],
])

export interface Refusal {
  readonly code?: unknown
  readonly reason?: unknown
  readonly field?: unknown
}

/** The reason says more than the code. */
export function refusalText({ code, reason, field }: Refusal): string | null {
  return BY_FIELD.get(`${String(reason)} ${String(field)}`) ?? REASONS.get(reason) ?? CODES.get(code) ?? null
}

/** The issuer was not asked: what the change builds on came to nothing. */
export const isBuiltOnRefused = (error: KeptError | null): boolean => error?.code === 'issuer.rejected' && error.details['reason'] === 'depends-on-refused'
