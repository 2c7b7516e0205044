/**
 * The recovery key as people see it: seven groups of five, such as `7KQ2M-…`, in Crockford's base 32 (no I, L, O, U).
 *
 * The first four symbols of a group are random (140 bits in all), the fifth checks them and the group's place. A wrong symbol, two that changed places
 * and a group in the place of another are all found, each in the group where it happened, while it is being typed.
 */
export const RECOVERY_GROUPS = 7
export const GROUP_SYMBOLS = 5
/** Random symbols of a key, of 5 bits each. */
export const RECOVERY_RANDOM_SYMBOLS = RECOVERY_GROUPS * (GROUP_SYMBOLS - 1)

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** What people write for a symbol that is not in the alphabet. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** The key of these values (0 to 31 each, as many as RECOVERY_RANDOM_SYMBOLS). Throws RangeError for any others. */
export function recoveryKeyOf(values: readonly number[]): string {
  if (values.length !== RECOVERY_RANDOM_SYMBOLS) throw new RangeError('A recovery key has as many symbols as that')
  return Array.from({ length: RECOVERY_GROUPS }, (_, place) => {
    const own = values.slice(place * (GROUP_SYMBOLS - 1), (place + 1) * (GROUP_SYMBOLS - 1))
    return [...own, checkOf(own, place)].map(symbolOf).join('')
  }).join('-')
}

/** A typed key or part of one in its groups, without whatever separates them: at most one group more than a key has. */
export function groupsOf(typed: string): readonly string[] {
  const symbols = [...typed.toUpperCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).map((letter) => LOOK_ALIKES[letter] ?? letter)
  const groups = Math.min(Math.ceil(symbols.length / GROUP_SYMBOLS), RECOVERY_GROUPS + 1)
  return Array.from({ length: groups }, (_, place) => symbols.slice(place * GROUP_SYMBOLS, (place + 1) * GROUP_SYMBOLS).join(''))
}

/** Whether this can be the group at this place (from 0). */
export function isGroup(group: string, place: number): boolean {
  const values = [...group].map((symbol) => ALPHABET.indexOf(symbol))
  return values.length === GROUP_SYMBOLS && !values.includes(-1) && checkOf(values.slice(0, -1), place) === values.at(-1)
}

/** The key in its one spelling, or the places (from 0) of the groups that are mistyped, missing or too many. */
export function readRecoveryKey(typed: string): { readonly key: string } | { readonly mistyped: readonly number[] } {
  const groups = groupsOf(typed)
  const places = Array.from({ length: Math.max(groups.length, RECOVERY_GROUPS) }, (_, place) => place)
  const mistyped = places.filter((place) => place >= RECOVERY_GROUPS || !isGroup(groups[place] ?? '', place))
  return mistyped.length > 0 ? { mistyped } : { key: groups.join('-') }
}

/** Place and symbols times another power of x in GF(32) each, so that none can change, and no two change places, without the sum changing. */
function checkOf(values: readonly number[], place: number): number {
  return values.reduce((sum, value) => timesX(sum ^ value), timesX(place + 1))
}

/** Multiplication by x modulo x⁵ + x² + 1, of which x generates every element but 0. */
function timesX(value: number): number {
  const doubled = value << 1
  return doubled > 31 ? doubled ^ 0b100101 : doubled
}

function symbolOf(value: number): string {
  const symbol = ALPHABET[value]
  if (symbol === undefined) throw new RangeError('Not the value of a symbol')
  return symbol
}
