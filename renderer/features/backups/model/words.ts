/** What is said about copies, rescues and what stands in the way of opening. */
import { plural } from '#renderer/lib/formats.ts'
import type { AutomaticCopy } from '#shared/rpc/contract/backups.contract.ts'
import type { Restored, Salvaged } from '#shared/rpc/contract/rescue.contract.ts'
import type { AppErrorCode } from '#shared/rpc/errors.ts'

const REASONS: Readonly<Record<AutomaticCopy['reason'], string>> = {
  daily: 'made by itself',
  update: 'before an update',
  person: 'asked for',
  restore: 'before a restore',
}

export const copyReason = ({ reason }: Pick<AutomaticCopy, 'reason'>): string => REASONS[reason]

/** "9.6 MB": in the units that the system's file manager shows. */
export function sizeText(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[power] ?? 'byte', unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power < 2 ? 0 : 1 }).format(bytes / 1_000 ** power)
}

/** Name of the file that is suggested: no character that any system's file names have trouble with. */
export function backupName(businessName: string, day: string): string {
  const name = businessName.replace(/[^\p{L}\p{N} .,&'()-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 80) || 'Cardkeep'
  return `${name} ${day}.cardkeep`
}

/** What was rescued, a line each; what there is none of is not said. */
export function salvagedLines({ kept, fromCopy }: Salvaged): readonly string[] {
  return [
    plural(kept.charges, 'charge', 'charges'),
    plural(kept.cards, 'card', 'cards'),
    ...(kept.notes > 0 ? [plural(kept.notes, 'note', 'notes')] : []),
    ...(kept.changes > 0 ? [`${plural(kept.changes, 'change', 'changes')} still to be sent`] : []),
    ...(kept.drafts > 0 ? [`${plural(kept.drafts, 'form', 'forms')} begun and not saved`] : []),
    ...(fromCopy > 0 ? [`${plural(fromCopy, 'row', 'rows')} of these from the newest copy`] : []),
  ]
}

/** What an older state of the books means for what was to be sent. */
export function restoredNotes({ asked, leftBehind }: Restored): readonly string[] {
  return [
    'Nobody is signed in to an issuer any more: sign in again where you were.',
    ...(asked > 0 ? [`${plural(asked, 'change', 'changes')} waited to be sent then. The issuer is asked about each before it is sent, so that nothing happens twice.`] : []),
    ...(leftBehind > 0 ? [`${plural(leftBehind, 'change', 'changes')} made since and not yet sent ${leftBehind === 1 ? 'is' : 'are'} not in these books. The books they are in were set aside, not deleted.`] : []),
  ]
}

/** Errors that keep the books closed and have a screen of their own. */
const TROUBLES = ['db.damaged', 'db.newer-version', 'db.read-only', 'db.disk-full', 'db.in-use', 'vault.damaged'] as const satisfies readonly AppErrorCode[]
export type Trouble = (typeof TROUBLES)[number]

export const isTrouble = (code: AppErrorCode): code is Trouble => TROUBLES.some((trouble) => trouble === code)

export interface TroubleText {
  readonly title: string
  readonly lines: readonly string[]
  /** Undefined where trying again cannot help. */
  readonly again?: string
}

export const TROUBLE_TEXT: Readonly<Record<Exclude<Trouble, 'db.damaged'>, TroubleText>> = {
  'db.newer-version': {
    title: 'These books are from a newer Cardkeep',
    lines: ['A newer version had them open, and this one does not know its format. Nothing was touched.', 'Update Cardkeep on this computer, then open it again. Everything you see there is still here.'],
  },
  'db.read-only': {
    title: 'Cardkeep cannot write to its folder',
    lines: ['Its folder, or the drive it lies on, is read-only. Not even a try to open the books can be counted there, so none is made.', 'Give your user write access to the folder, then try again. The books are as they were.'],
    again: 'Try again',
  },
  'db.disk-full': {
    title: 'The disk is full',
    lines: ['There is no room left to open the books safely. Nothing was changed.', 'Make some room, a hundred megabytes are enough for now, then try again.'],
    again: 'Try again',
  },
  'db.in-use': {
    title: 'The books are open elsewhere',
    lines: ['Another Cardkeep has them open right now.', 'Close the other one, then try again.'],
    again: 'Try again',
  },
  'vault.damaged': {
    title: 'The file with the key does not read',
    lines: ['The books are there and encrypted, but the file that holds their key, wrapped, was damaged, and its copy as well. Nothing was deleted.', 'A backup has a key of its own: choose one, and it takes the place of these books, which are set aside.'],
    again: 'Try again',
  },
}
