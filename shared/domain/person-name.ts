/**
 * A person's name as people write it, from the capitals in which card files print it.
 *
 * "MARGIT O'NEIL-MCKAY III" gives "Margit O'Neil-McKay III". A name that already has a small letter is left as it is:
 * somebody meant it so.
 */
export function personName(written: string): string {
  const name = written.trim().replace(/\s+/g, ' ')
  if (/\p{Ll}/u.test(name)) return name
  return name.split(' ').map(readableWord).join(' ')
}

const KEPT_IN_CAPITALS = /^(?:I{1,3}|IV|VI{0,3}|LLC|INC|\p{L}\.?)$/u

function readableWord(word: string): string {
  if (KEPT_IN_CAPITALS.test(word)) return word
  const small = word.toLowerCase()
  return small.replace(/(^|[-'’.])(mc)?(\p{L})/gu, (_match, before: string, mc: string | undefined, letter: string) => `${before}${mc === undefined ? '' : 'Mc'}${letter.toUpperCase()}`)
}
