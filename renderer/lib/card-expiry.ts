/** The month a card ends, as it is printed on it and typed. */

/** "4 / 27", "0427" and "04/27" all read 04/27; a slash comes by itself once the month is whole. */
export function shapeExpiry(text: string): string {
  const parts = /^\s*(\d)\s*\/\s*(.*)$/.exec(text)
  const digits = (parts ? `0${parts[1]}${parts[2]}` : text).replaceAll(/\D/g, '')
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits
  const month = padded.slice(0, 2)
  const year = padded.slice(2, 6).replace(/^20(?=\d\d$)/, '').slice(0, 4)
  return month.length === 2 && (year !== '' || text.endsWith('/')) ? `${month}/${year}` : month
}

export function readExpiry(text: string): { readonly expiryMonth: number; readonly expiryYear: number } | null {
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text) ?? []
  const expiryMonth = Number(month)
  if (month === '' || expiryMonth < 1 || expiryMonth > 12) return null
  const expiryYear = year.length === 2 ? 2000 + Number(year) : Number(year)
  return expiryYear >= 2000 && expiryYear <= 2199 ? { expiryMonth, expiryYear } : null
}
