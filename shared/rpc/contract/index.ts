/** Everything the app can do. Reading this list is reading the product. */
import { auditContract } from './audit.contract.ts'
import { backupsContract } from './backups.contract.ts'
import { cardsContract } from './cards.contract.ts'
import { connectionsContract } from './connections.contract.ts'
import { declinesContract } from './declines.contract.ts'
import { diagnosticsContract } from './diagnostics.contract.ts'
import { disputesContract } from './disputes.contract.ts'
import { draftsContract } from './drafts.contract.ts'
import { employeesContract } from './employees.contract.ts'
import { importsContract } from './imports.contract.ts'
import { limitsContract } from './limits.contract.ts'
import { reportsContract } from './reports.contract.ts'
import { requestsContract } from './requests.contract.ts'
import { rescueContract } from './rescue.contract.ts'
import { settingsContract } from './settings.contract.ts'
import { statementsContract } from './statements.contract.ts'
import { syncContract } from './sync.contract.ts'
import { transactionsContract } from './transactions.contract.ts'
import { vaultContract } from './vault.contract.ts'

export const contract = {
  vault: vaultContract,
  rescue: rescueContract,
  connections: connectionsContract,
  sync: syncContract,
  cards: cardsContract,
  employees: employeesContract,
  limits: limitsContract,
  requests: requestsContract,
  declines: declinesContract,
  disputes: disputesContract,
  transactions: transactionsContract,
  reports: reportsContract,
  statements: statementsContract,
  imports: importsContract,
  audit: auditContract,
  diagnostics: diagnosticsContract,
  drafts: draftsContract,
  backups: backupsContract,
  settings: settingsContract,
} as const

export type Contract = typeof contract
export type FeatureName = keyof Contract
