/**
 * The form under which two spellings of one name are the same: no case, no accents, no punctuation, single blanks.
 *
 * "JOSÉ  O'NEIL" and "Jose O'Neil" give "jose o neil".
 */
export function matchName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
