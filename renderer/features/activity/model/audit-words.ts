/** The audit trail in words. What has none yet is shown by its name: the trail hides nothing. */
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { DISPUTE_FACTS, DISPUTE_WORDS } from './dispute-words.ts'
import { ISSUER_FACTS, ISSUER_WORDS } from './issuer-words.ts'
import { SPENDING_FACTS, SPENDING_WORDS } from './spending-words.ts'

type Details = AuditEntry['details']

const WORDS: Readonly<Record<string, (details: Details) => string>> = {
  'vault.create': () => 'Set the vault up',
  'vault.unlock': ({ by }) => (by === 'pin' ? 'Unlocked the vault with the PIN' : 'Unlocked the vault'),
  'vault.recover': () => 'Opened the vault with the recovery key, under a new passphrase',
  'vault.changePassphrase': () => 'Changed the passphrase',
  'vault.setPin': () => 'Set a PIN',
  'vault.removePin': () => 'Removed the PIN',
  'vault.confirmRecoveryKey': () => 'Made a recovery key',
  'vault.rekey': () => 'Encrypted everything anew, under another key',
  'vault.proofRefused': () => 'Gave a wrong passphrase or PIN while the books were open',
  'cards.assign': ({ cardholderId }) => (cardholderId === null ? 'Took a card from its cardholder' : 'Gave a card its cardholder'),
  'cards.rename': ({ cleared }) => (cleared === true ? 'Took a card’s own name away' : 'Renamed a card'),
  'employees.create': () => 'Added an employee',
  'employees.rename': () => 'Renamed an employee',
  'transactions.createCategory': () => 'Added a category',
  'transactions.setCategory': ({ changed }) => (typeof changed === 'number' ? `Set the category of ${plural(changed, 'charge', 'charges')}` : 'Set a category'),
  'transactions.setNote': ({ cleared }) => (cleared === true ? 'Removed the note of a charge' : 'Wrote a note on a charge'),
  'imports.apply': ({ added }) => (typeof added === 'number' ? `Imported ${plural(added, 'new charge', 'new charges')}` : 'Imported files'),
  'imports.undo': () => 'Undid an import',
  'settings.update': ({ keys }) => `Changed ${settingsText(keys)}`,
  'audit.export': () => 'Exported the audit trail',
  'audit.broken': ({ brokenAt }) => `Found that entry ${brokenAt} was changed outside Cardkeep`,
  'backups.copied': ({ reason }) => (reason === 'update' ? 'Copied the books before their format changed' : 'Copied the books'),
  'backups.export': () => 'Wrote a backup of everything',
  'backups.check': ({ isSound }) => (isSound === false ? 'Checked the books, and found damage' : 'Checked the books'),
  'rescue.fromCopy': () => 'Went back to an earlier copy of the books',
  'rescue.fromFile': () => 'Restored the books from a backup',
  'rescue.salvage': ({ charges }) => (typeof charges === 'number' ? `Rescued what could be read of damaged books: ${plural(charges, 'charge', 'charges')}` : 'Rescued what could be read of damaged books'),
  'reports.exportCsv': () => 'Exported a report as CSV',
  'reports.exportPdf': () => 'Exported a report as PDF',
  ...ISSUER_WORDS,
  ...SPENDING_WORDS,
  ...DISPUTE_WORDS,
}

const SETTING_WORDS: Readonly<Record<string, string>> = {
  businessName: 'the name of the business',
  density: 'the density of the lists',
  railCollapsed: 'the width of the rail',
  scopeCardIds: 'the chosen cards',
  lockAfterMinutes: 'the time after which it locks',
  presenceMinutes: 'the time after which it asks again who is there',
  cardsView: 'how the cards page looks',
}

function settingsText(keys: Details[string] | undefined): string {
  const names = typeof keys === 'string' ? keys.split(' ').filter(Boolean) : []
  return names.length === 0 ? 'settings' : names.map((name) => SETTING_WORDS[name] ?? name).join(' and ')
}

export function auditText({ action, details }: Pick<AuditEntry, 'action' | 'details'>): string {
  return Object.hasOwn(WORDS, action) ? (WORDS[action]?.(details) ?? action) : action
}

export function hasAuditWords(action: string): boolean {
  return Object.hasOwn(WORDS, action)
}

type Fact = Details[string]

/** What a recorded fact says; null where the sentence says it already or it says nothing. */
const FACTS: Readonly<Record<string, (value: Fact) => string | null>> = {
  importId: (value) => `import ${value}`,
  cardId: (value) => `card ${value}`,
  cardholderId: (value) => (value === null ? null : `employee ${value}`),
  categoryId: (value) => `category ${value}`,
  transactionId: (value) => `charge ${value}`,
  files: counted('file', 'files'),
  added: () => null,
  updated: countedPlain('updated'),
  skipped: countedPlain('left out'),
  statements: counted('statement', 'statements'),
  removed: countedPlain('removed'),
  restored: countedPlain('put back'),
  handMade: (value) => (value === 0 ? null : `${value} of them with a note or category given by hand`),
  changed: () => null,
  transactions: (value) => (typeof value === 'number' ? `${value} chosen` : null),
  wholeMerchant: (value) => (value === true ? 'for the whole merchant' : null),
  cleared: () => null,
  newHolder: (value) => (value === true ? 'a new employee' : null),
  keys: () => null,
  by: () => null,
  failedAttempts: (value) => (typeof value === 'number' && value > 1 ? `${value} in a row` : null),
  failedAttemptsBefore: (value) => (value === 0 ? null : `after ${plural(Number(value), 'wrong attempt', 'wrong attempts')}`),
  from: (value) => `from ${value}`,
  to: (value) => `to ${value}`,
  cards: (value) => (typeof value === 'number' ? plural(value, 'card', 'cards') : 'all cards'),
  rows: counted('line', 'lines'),
  brokenAt: () => null,
  bytes: counted('byte', 'bytes'),
  ...ISSUER_FACTS,
  ...SPENDING_FACTS,
  ...DISPUTE_FACTS,
}

function counted(one: string, many: string): (value: Fact) => string | null {
  return (value) => (typeof value === 'number' && value !== 0 ? plural(value, one, many) : null)
}

function countedPlain(word: string): (value: Fact) => string | null {
  return (value) => (typeof value === 'number' && value !== 0 ? `${value} ${word}` : null)
}

/** The recorded facts, short: "import 3 · 2 files · 4 updated". A fact without words stands by its name. */
export function auditFacts(details: Details): string {
  return Object.entries(details)
    .map(([key, value]) => (Object.hasOwn(FACTS, key) ? FACTS[key]?.(value) : `${key} ${value === null ? 'none' : String(value)}`))
    .filter((text) => text !== null && text !== undefined)
    .join(' · ')
}
