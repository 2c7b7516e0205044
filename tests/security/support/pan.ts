/** Made-up card numbers of every network, in the ways in which people and machines write them. */
const NUMBERS = ['4111111111111111', '5555555555554444', '371449635398431', '6011111111111117', '2223003122003222', '3530111333300000'] as const

const WRITINGS: readonly ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1 '),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1-'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1/'),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
]

/** Short ones too, so that something fits into every field. */
export const PAN_TEXTS: readonly string[] = NUMBERS.flatMap((digits) => WRITINGS.flatMap((write) => [`Lunch ${write(digits)} cvv 123`, write(digits)]))
