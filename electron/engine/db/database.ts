import type { AccountsTable } from './tables/accounts.table.ts'
import type { AuditTable } from './tables/audit.table.ts'
import type { CardGroupMembersTable, CardGroupsTable, CardStepsTable } from './tables/card-groups.table.ts'
import type { CardholdersTable } from './tables/cardholders.table.ts'
import type { CardsTable } from './tables/cards.table.ts'
import type { CategoriesTable } from './tables/categories.table.ts'
import type { ConnectionsTable } from './tables/connections.table.ts'
import type { DisputeEvidenceTable, DisputeFormsTable, DisputesTable, DisputeStepsTable } from './tables/disputes.table.ts'
import type { DraftsTable } from './tables/drafts.table.ts'
import type { GatewayConnectionsTable } from './tables/gateway-connections.table.ts'
import type { ImportChangesTable, ImportFilesTable, ImportReplacedTable, ImportsTable } from './tables/imports.table.ts'
import type { ApprovalRulesTable, LimitTemplatesTable, RuleApprovalsTable, WatchLimitsTable } from './tables/limits.table.ts'
import type { MerchantsTable } from './tables/merchants.table.ts'
import type { OutboxTable } from './tables/outbox.table.ts'
import type { SettingsTable } from './tables/settings.table.ts'
import type { DailySpendTable, MonthlySpendTable } from './tables/spend.table.ts'
import type { StatementsTable } from './tables/statements.table.ts'
import type { AuthorizationsTable, CardholderLinksTable, IssuerObjectsTable, SetAsideTable, SyncNoticesTable, SyncRunsTable, SyncStateTable, SyncTombstonesTable } from './tables/sync.table.ts'
import type { TransactionSearchTable, TransactionSourcesTable, TransactionsTable } from './tables/transactions.table.ts'

/** Every table of the vault. The types repeat the schema exactly; the schema guard test holds the schema itself. */
export interface Database {
  accounts: AccountsTable
  approval_rules: ApprovalRulesTable
  audit: AuditTable
  authorizations: AuthorizationsTable
  card_group_members: CardGroupMembersTable
  card_groups: CardGroupsTable
  card_steps: CardStepsTable
  cardholder_links: CardholderLinksTable
  cardholders: CardholdersTable
  cards: CardsTable
  categories: CategoriesTable
  connections: ConnectionsTable
  daily_spend: DailySpendTable
  disputes: DisputesTable
  dispute_steps: DisputeStepsTable
  dispute_evidence: DisputeEvidenceTable
  dispute_forms: DisputeFormsTable
  drafts: DraftsTable
  gateway_connections: GatewayConnectionsTable
  import_changes: ImportChangesTable
  import_files: ImportFilesTable
  import_replaced: ImportReplacedTable
  imports: ImportsTable
  issuer_objects: IssuerObjectsTable
  limit_templates: LimitTemplatesTable
  merchants: MerchantsTable
  monthly_spend: MonthlySpendTable
  outbox: OutboxTable
  rule_approvals: RuleApprovalsTable
  set_aside: SetAsideTable
  settings: SettingsTable
  statements: StatementsTable
  sync_notices: SyncNoticesTable
  sync_runs: SyncRunsTable
  sync_state: SyncStateTable
  sync_tombstones: SyncTombstonesTable
  transaction_search: TransactionSearchTable
  transaction_sources: TransactionSourcesTable
  transactions: TransactionsTable
  watch_limits: WatchLimitsTable
}
