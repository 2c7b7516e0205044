/** What stands on the copy of a recovery key, printed or as a file. */

export interface RecoverySheet {
  readonly businessName: string
  readonly recoveryKey: string
  /** A date in words. */
  readonly madeOn: string
}

export const SHEET_TITLE = 'Cardkeep recovery key'

export const SHEET_LINES: readonly string[] = [
  'It opens the books when the passphrase is forgotten, or when this computer’s keychain is lost: choose “Use the recovery key” on the unlock screen.',
  'Keep it on paper and away from the computer. Whoever has it together with the computer’s files can open the books.',
  'It was shown once. A newer one, made in the settings, takes its place.',
]

/** The lines of the file, each as wide as it comes. */
export function sheetText({ businessName, recoveryKey, madeOn }: RecoverySheet): string {
  return [SHEET_TITLE, `${businessName}, ${madeOn}`, '', recoveryKey, '', ...SHEET_LINES, ''].join('\n')
}

/** The name that is suggested for it. It says what it is, and not whose. */
export const SHEET_FILE = 'Cardkeep recovery key.txt'
