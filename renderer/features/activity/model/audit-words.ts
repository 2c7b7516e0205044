/** The audit trail in words. An action that has none yet is shown by its name: the trail hides nothing. */
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

type Details = AuditEntry['details']

const WORDS: Readonly<Record<string, (details: Details) => string>> = {
  'vault.create': () => 'Set the vault up',
  'vault.unlock': () => 'Unlocked',
  'vault.lock': () => 'Locked',
  'cards.assign': ({ cardholderId }) => (cardholderId === null ? 'Took a card from its holder' : 'Gave a card its holder'),
  'cards.rename': () => 'Renamed a card',
  'employees.create': () => 'Added a person',
  'employees.rename': () => 'Renamed a person',
  'transactions.createCategory': () => 'Added a category',
  'transactions.setCategory': (details) => counted(details, 'changed', 'Set the category of'),
  'transactions.setNote': () => 'Wrote a note on a charge',
  'imports.apply': (details) => counted(details, 'added', 'Imported'),
  'imports.undo': () => 'Took an import back',
  'settings.update': () => 'Changed settings',
  'reports.exportCsv': () => 'Exported a report as CSV',
  'reports.exportPdf': () => 'Exported a report as PDF',
}

function counted(details: Details, key: string, verb: string): string {
  const count = details[key] ?? details['count']
  return typeof count === 'number' ? `${verb} ${plural(count, 'charge', 'charges')}` : `${verb} charges`
}

export function auditText({ action, details }: Pick<AuditEntry, 'action' | 'details'>): string {
  return WORDS[action]?.(details) ?? action
}

/** "cardId 12 · changed 3": the recorded facts as they are. */
export function auditFacts(details: Details): string {
  return Object.entries(details).map(([key, value]) => `${key} ${value === null ? 'none' : String(value)}`).join(' · ')
}
