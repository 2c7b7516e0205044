/** The calling code of the United States and its neighbours: what a number without any is taken for. */
const HOME = '1'

/**
 * A telephone number in E.164, as issuers store it; undefined for what cannot be one.
 *
 * "(617) 555-0123" gives "+16175550123", "+44 20 7946 0018" gives "+442079460018".
 */
export function phoneNumber(written: string): string | undefined {
  const digits = written.replace(/\D/g, '')
  const international = /^\s*\+/.test(written) ? digits : digits.length === 10 ? `${HOME}${digits}` : digits.length === 11 && digits.startsWith(HOME) ? digits : ''
  return /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : undefined
}
