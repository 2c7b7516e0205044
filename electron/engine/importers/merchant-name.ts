/**
 * A merchant's name from a statement's descriptor.
 *
 * Only what is safe is taken away: the processor's prefix, padding and what follows it, a store number at the end. The descriptor itself
 * is kept beside the name.
 */

export interface MerchantText {
  readonly name: string
  readonly city: string | null
  readonly region: string | null
}

// Processors and wallets that stand before the merchant's own name.
const PREFIX = /^(?:sq \*|sp \*|tst\* ?|paypal \*|pp\*|py \*|aplpay |applepay |googlepay |gglpay |ic\* ?|fsp\*|bt\*|zsk\*)\s*/i
const STORE_NUMBER = /[ -]+(?:store )?#? ?\d{3,}$/i

/** Name, and place where padding sets it apart ("PRUNE               NEW YORK"). */
export function merchantText(descriptor: string): MerchantText {
  const padding = descriptor.indexOf('  ')
  const head = padding > 2 ? descriptor.slice(0, padding) : descriptor
  return { name: tidy(head, descriptor), city: null, region: null }
}

const AMEX_NAME_LENGTH = 20
const AMEX_STATE = /^(.*?) {2,}([A-Z]{2})$/

/**
 * An American Express descriptor: 20 characters of name, then the city, padded, then the state, glued together
 * ("LA MAISON DU CHOCOLANew York            NY"). Only for texts known to be laid out so.
 */
export function amexMerchantText(descriptor: string): MerchantText {
  if (descriptor.length <= AMEX_NAME_LENGTH) return merchantText(descriptor)
  const place = descriptor.slice(AMEX_NAME_LENGTH).trim()
  const state = AMEX_STATE.exec(place)
  const city = state ? (state[1] ?? '') : place
  return {
    name: tidy(descriptor.slice(0, AMEX_NAME_LENGTH), descriptor),
    city: /^[\p{L} .'-]{2,}$/u.test(city) ? city : null,
    region: state?.[2] ?? null,
  }
}

/** True for a card-side American Express descriptor of the fixed layout: padded to 40 characters with a state at the end. */
export function isAmexFixedLayout(descriptor: string): boolean {
  return descriptor.length >= 38 && descriptor.length <= 44 && /[^ ] {2,}[A-Z]{2}$/.test(descriptor.slice(AMEX_NAME_LENGTH))
}

function tidy(text: string, fallback: string): string {
  let name = text.trim()
  const code = name.charCodeAt(name.length - 1)
  if (code >= 48 && code <= 57) name = name.replace(STORE_NUMBER, '')
  if (name.includes('*') || /^(?:aplpay|applepay|googlepay|gglpay) /i.test(name)) name = name.replace(PREFIX, '')
  name = name.trim()
  return name === '' ? fallback.trim() : name
}
