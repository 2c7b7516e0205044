/**
 * Every page of the app. To add one: write `features/<x>/<x>-page.tsx` with a named component, then its line here.
 */
import { type ComponentType, lazy } from 'react'
import { IconCards, IconChartBar, IconFileImport, IconFileInvoice, IconHistory, IconHome, IconPlugConnected, IconReceipt2, IconScale, IconSettings, IconUsers, IconWallet } from '@tabler/icons-react'
import { PATHS, type PageId } from '#renderer/lib/links.ts'

export interface Page {
  readonly id: PageId
  readonly title: string
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>
  readonly path: string
  readonly component: ComponentType
  /** Upper part of the rail, its foot, or not in the rail (it is gone to by doing something). */
  readonly place: 'main' | 'foot' | 'hidden'
  /** The page is about the chosen cards: the scope shows in the top bar. */
  readonly scoped: boolean
  /** The page of the rail that it is reached from; the rail marks that one. */
  readonly under?: PageId
  /** It shows one thing that the address names; without it there is nothing to show. */
  readonly needsItem?: true
}

const OverviewPage = lazy(() => import('./overview.tsx').then((module) => ({ default: module.Overview })))
const TransactionsPage = lazy(() => import('./transactions.tsx').then((module) => ({ default: module.Transactions })))
const ReportsPage = lazy(() => import('#renderer/features/reports/reports-page.tsx').then((module) => ({ default: module.ReportsPage })))
const CardsPage = lazy(() => import('#renderer/features/cards/cards-page.tsx').then((module) => ({ default: module.CardsPage })))
const CardPage = lazy(() => import('./card.tsx').then((module) => ({ default: module.CardView })))
const EmployeesPage = lazy(() => import('#renderer/features/employees/employees-page.tsx').then((module) => ({ default: module.EmployeesPage })))
const PersonPage = lazy(() => import('./person.tsx').then((module) => ({ default: module.PersonView })))
const LimitsPage = lazy(() => import('./limits.tsx').then((module) => ({ default: module.Limits })))
const LimitEditorPage = lazy(() => import('#renderer/features/limits/limit-editor-page.tsx').then((module) => ({ default: module.LimitEditorPage })))
const DisputesPage = lazy(() => import('#renderer/features/disputes/board/board-page.tsx').then((module) => ({ default: module.BoardPage })))
const DisputePage = lazy(() => import('./dispute.tsx').then((module) => ({ default: module.DisputeView })))
const StatementsPage = lazy(() => import('#renderer/features/statements/statements-page.tsx').then((module) => ({ default: module.StatementsPage })))
const ActivityPage = lazy(() => import('./activity.tsx').then((module) => ({ default: module.Activity })))
const ImportsPage = lazy(() => import('#renderer/features/imports/imports-page.tsx').then((module) => ({ default: module.ImportsPage })))
const ConnectionsPage = lazy(() => import('#renderer/features/connections/connections-page.tsx').then((module) => ({ default: module.ConnectionsPage })))
const SettingsPage = lazy(() => import('./settings.tsx').then((module) => ({ default: module.SettingsView })))
const DiagnosticsPage = lazy(() => import('#renderer/features/diagnostics/diagnostics-page.tsx').then((module) => ({ default: module.DiagnosticsPage })))
const LicencesPage = lazy(() => import('#renderer/features/diagnostics/licences-page.tsx').then((module) => ({ default: module.LicencesPage })))

/** In the order of the rail. */
export const PAGES: readonly Page[] = [
  { id: 'overview', title: 'Overview', icon: IconHome, path: PATHS.overview, component: OverviewPage, place: 'main', scoped: true },
  { id: 'transactions', title: 'Transactions', icon: IconReceipt2, path: PATHS.transactions, component: TransactionsPage, place: 'main', scoped: true },
  { id: 'cards', title: 'Cards', icon: IconCards, path: PATHS.cards, component: CardsPage, place: 'main', scoped: false },
  { id: 'card', title: 'Card', icon: IconCards, path: PATHS.card, component: CardPage, place: 'hidden', scoped: false, under: 'cards', needsItem: true },
  { id: 'employees', title: 'Employees', icon: IconUsers, path: PATHS.employees, component: EmployeesPage, place: 'main', scoped: false },
  { id: 'person', title: 'Employee', icon: IconUsers, path: PATHS.person, component: PersonPage, place: 'hidden', scoped: false, under: 'employees', needsItem: true },
  { id: 'limits', title: 'Limits', icon: IconWallet, path: PATHS.limits, component: LimitsPage, place: 'main', scoped: false },
  { id: 'limitEditor', title: 'Edit limits', icon: IconWallet, path: PATHS.limitEditor, component: LimitEditorPage, place: 'hidden', scoped: false, under: 'limits' },
  { id: 'disputes', title: 'Disputes', icon: IconScale, path: PATHS.disputes, component: DisputesPage, place: 'main', scoped: true },
  { id: 'dispute', title: 'Dispute', icon: IconScale, path: PATHS.dispute, component: DisputePage, place: 'hidden', scoped: false, under: 'disputes', needsItem: true },
  { id: 'reports', title: 'Reports', icon: IconChartBar, path: PATHS.reports, component: ReportsPage, place: 'main', scoped: true },
  { id: 'statements', title: 'Statements', icon: IconFileInvoice, path: PATHS.statements, component: StatementsPage, place: 'main', scoped: true },
  { id: 'imports', title: 'Import', icon: IconFileImport, path: PATHS.imports, component: ImportsPage, place: 'hidden', scoped: false },
  { id: 'activity', title: 'Activity', icon: IconHistory, path: PATHS.activity, component: ActivityPage, place: 'foot', scoped: false },
  { id: 'connections', title: 'Connections', icon: IconPlugConnected, path: PATHS.connections, component: ConnectionsPage, place: 'foot', scoped: false },
  { id: 'settings', title: 'Settings', icon: IconSettings, path: PATHS.settings, component: SettingsPage, place: 'foot', scoped: false },
  { id: 'diagnostics', title: 'Diagnostics', icon: IconSettings, path: PATHS.diagnostics, component: DiagnosticsPage, place: 'hidden', scoped: false, under: 'settings' },
  { id: 'licences', title: 'Licences', icon: IconSettings, path: PATHS.licences, component: LicencesPage, place: 'hidden', scoped: false, under: 'settings' },
]
