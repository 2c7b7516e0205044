/**
 * Every query that needs nothing but the database, the clock and its input: the front answers these, the working thread the rest.
 *
 * To add one: write it into `<feature>.reads.ts`, which may import queries and nothing that has a state.
 */
import type { Contract } from '#shared/rpc/contract/index.ts'
import { auditReads } from '../audit/audit.reads.ts'
import { cardsReads } from '../cards/cards.reads.ts'
import { connectionsReads } from '../connections/connections.reads.ts'
import { declinesReads } from '../declines/declines.reads.ts'
import { diagnosticsReads } from '../diagnostics/diagnostics.reads.ts'
import { disputesReads } from '../disputes/disputes.reads.ts'
import { draftsReads } from '../drafts/drafts.reads.ts'
import { employeesReads } from '../employees/employees.reads.ts'
import { importsReads } from '../imports/imports.reads.ts'
import { limitsReads } from '../limits/limits.reads.ts'
import { reportsReads } from '../reports/reports.reads.ts'
import { requestsReads } from '../requests/requests.reads.ts'
import type { FeatureReads } from '../rpc/handlers.ts'
import { settingsReads } from '../settings/settings.reads.ts'
import { statementsReads } from '../statements/statements.reads.ts'
import { syncReads } from '../sync/sync.reads.ts'
import { transactionsReads } from '../transactions/transactions.reads.ts'

export const reads = {
  audit: auditReads,
  cards: cardsReads,
  connections: connectionsReads,
  declines: declinesReads,
  diagnostics: diagnosticsReads,
  disputes: disputesReads,
  drafts: draftsReads,
  employees: employeesReads,
  imports: importsReads,
  limits: limitsReads,
  reports: reportsReads,
  requests: requestsReads,
  settings: settingsReads,
  statements: statementsReads,
  sync: syncReads,
  transactions: transactionsReads,
} satisfies { readonly [F in keyof Contract]?: FeatureReads<F> }
