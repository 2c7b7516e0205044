/**
 * Addresses of the pages and what they can be opened with. Features link to each other only through these.
 */
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'

export const PATHS = {
  overview: '/',
  transactions: '/transactions',
  cards: '/cards',
  card: '/card',
  employees: '/employees',
  person: '/person',
  limits: '/limits',
  limitEditor: '/limit-editor',
  disputes: '/disputes',
  dispute: '/dispute',
  reports: '/reports',
  statements: '/statements',
  imports: '/imports',
  activity: '/activity',
  connections: '/connections',
  settings: '/settings',
  diagnostics: '/diagnostics',
  licences: '/licences',
} as const

export type PageId = keyof typeof PATHS

/** The list of charges, narrowed, perhaps with one of them open. Filters of the scope are added by the page itself. */
export function transactionsHref(filter: TransactionFilter = {}, openId?: number): string {
  const text = JSON.stringify(filter)
  const parts = [...(text === '{}' ? [] : [`f=${encodeURIComponent(text)}`]), ...(openId === undefined ? [] : [`id=${openId}`])]
  return parts.length === 0 ? PATHS.transactions : `${PATHS.transactions}?${parts.join('&')}`
}

/** One thing on a page, by its id: `itemHref('statements', 12)`. The page reads it with `readItem`. */
export function itemHref(page: PageId, id: number): string {
  return `${PATHS[page]}?id=${id}`
}

export function readItem(search: string): number | null {
  const id = Number(new URLSearchParams(search).get('id') ?? Number.NaN)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

/** The report per cardholder: of one person, of these months (both ends included), or as it stands by itself. */
export function reportHref({ personId, from, to }: { readonly personId?: number; readonly from?: string; readonly to?: string } = {}): string {
  const params = new URLSearchParams()
  if (personId !== undefined) params.set('id', String(personId))
  if (from !== undefined && to !== undefined) {
    params.set('from', from)
    params.set('to', to)
  }
  const text = params.toString()
  return text === '' ? PATHS.reports : `${PATHS.reports}?${text}`
}

/** The editor of limits and controls for these cards and people, perhaps beginning with a template. */
export function limitEditorHref({ cardIds = [], personIds = [], templateId }: { readonly cardIds?: readonly number[]; readonly personIds?: readonly number[]; readonly templateId?: number }): string {
  const params = new URLSearchParams()
  if (cardIds.length > 0) params.set('cards', cardIds.join(','))
  if (personIds.length > 0) params.set('people', personIds.join(','))
  if (templateId !== undefined) params.set('template', String(templateId))
  return `${PATHS.limitEditor}?${params.toString()}`
}

/** A tab of the limits page: what is set, what is asked for, what was declined, templates and rules. */
export type LimitsTab = 'limits' | 'requests' | 'declines' | 'templates'

export function limitsHref(tab: LimitsTab): string {
  return tab === 'limits' ? PATHS.limits : `${PATHS.limits}?tab=${tab}`
}
