/** Finding a merchant category code by its digits or by words. */
import { matchName } from '#shared/domain/match-name.ts'
import { mccLabel } from '#shared/domain/mcc.ts'

export interface Mcc {
  readonly code: string
  readonly label: string
}

/** Codes that begin with the digits, or whose words hold all of those typed; a whole code that no table knows is taken as it is. */
export function findMccs(typed: string, most: number): readonly Mcc[] {
  const words = matchName(typed)
  if (words === '') return []
  if (/^\d{1,4}$/.test(words)) return byDigits(words, most)
  return every((_code, label) => words.split(' ').every((word) => matchName(label).includes(word)), most)
}

function byDigits(digits: string, most: number): readonly Mcc[] {
  const known = every((code) => code.startsWith(digits), most)
  return known.length === 0 && digits.length === 4 ? [{ code: digits, label: 'Unknown kind of merchant' }] : known
}

function every(fits: (code: string, label: string) => boolean, most: number): readonly Mcc[] {
  const found: Mcc[] = []
  for (let value = 0; value < 10_000 && found.length < most; value++) {
    const code = String(value).padStart(4, '0')
    const label = mccLabel(code)
    if (label !== null && fits(code, label)) found.push({ code, label })
  }
  return found
}
