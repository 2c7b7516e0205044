/** Character entities as banks write them, including bare ampersands ("AT&T"), which stay what they are. */

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const MAX_ENTITY = 10

/** Decodes the entities that OFX uses and numeric ones; anything else after "&" is text. */
export function decodeEntities(text: string): string {
  let ampersand = text.indexOf('&')
  if (ampersand === -1) return text
  let result = ''
  let copied = 0
  while (ampersand !== -1) {
    const end = text.indexOf(';', ampersand + 1)
    const decoded = end === -1 || end - ampersand > MAX_ENTITY ? undefined : entity(text.slice(ampersand + 1, end))
    if (decoded !== undefined) {
      result += text.slice(copied, ampersand) + decoded
      copied = end + 1
    }
    ampersand = text.indexOf('&', decoded === undefined ? ampersand + 1 : copied)
  }
  return result + text.slice(copied)
}

function entity(name: string): string | undefined {
  if (name.charCodeAt(0) !== 35) return Object.hasOwn(NAMED, name.toLowerCase()) ? NAMED[name.toLowerCase()] : undefined
  const hex = /^#x([0-9a-f]{1,6})$/i.exec(name)
  const code = hex ? Number.parseInt(hex[1] ?? '', 16) : /^#\d{1,7}$/.test(name) ? Number(name.slice(1)) : Number.NaN
  if (!(code >= 32 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return code === 9 || code === 10 || code === 13 ? ' ' : undefined
  return String.fromCodePoint(code)
}
