/** Which cards the page shows: the filter, what it can be set to, and the closed ones put away behind the rest. */
import { matchName } from '#shared/domain/match-name.ts'
import type { Card, CardGroup } from '#shared/rpc/contract/cards.contract.ts'

export interface CardsFilter {
  readonly text: string
  readonly statuses: readonly Card['status'][]
  readonly products: readonly string[]
  /** null: cards without a holder. */
  readonly holderIds: readonly (number | null)[]
  /** Keys of groups; a card in any of them fits. */
  readonly groups: readonly string[]
}

export const NO_FILTER: CardsFilter = { text: '', statuses: [], products: [], holderIds: [], groups: [] }

export const STATUS_LABELS: Readonly<Record<Card['status'], string>> = { active: 'Active', frozen: 'Frozen', inactive: 'Not active yet', closed: 'Closed', unknown: 'State not known' }

/** What it is sold as; cards of files go by who issued them. */
export function productOf({ product, issuer, kind }: Pick<Card, 'product' | 'issuer' | 'kind'>): string {
  return product ?? issuer ?? (kind === 'bank' ? 'Bank account' : 'Other cards')
}

export interface Shelves {
  readonly open: readonly Card[]
  /** Out of the way until somebody asks for them. */
  readonly closed: readonly Card[]
}

/** In the given order; closed ones are put away unless the filter asks for them. */
export function shelve(cards: readonly Card[], filter: CardsFilter, groups: readonly CardGroup[]): Shelves {
  const found = cards.filter((card) => fits(card, filter, groups))
  if (filter.statuses.includes('closed')) return { open: found, closed: [] }
  return { open: found.filter((card) => card.status !== 'closed'), closed: found.filter((card) => card.status === 'closed') }
}

function fits(card: Card, { text, statuses, products, holderIds, groups: keys }: CardsFilter, groups: readonly CardGroup[]): boolean {
  const chosen = groups.filter((group) => keys.includes(group.key))
  return (
    holds(statuses, card.status) &&
    holds(products, productOf(card)) &&
    holds(holderIds, card.cardholder?.id ?? null) &&
    (keys.length === 0 || chosen.some((group) => group.cardIds.includes(card.id))) &&
    hasWords(card, text)
  )
}

function holds<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value)
}

/** Every typed word stands somewhere in what the card says of itself. */
function hasWords(card: Card, text: string): boolean {
  const said = matchName([card.name, card.nickname, card.issuer, card.product, card.lastDigits, card.cardholder?.name, card.form, STATUS_LABELS[card.status]].filter(Boolean).join(' '))
  return matchName(text).split(' ').every((word) => said.includes(word))
}

export interface FilterChoices {
  readonly statuses: readonly { readonly id: Card['status']; readonly name: string }[]
  readonly products: readonly { readonly id: string; readonly name: string }[]
  readonly holders: readonly { readonly id: number | null; readonly name: string }[]
  readonly groups: readonly { readonly id: string; readonly name: string }[]
}

const STATUS_ORDER = ['active', 'frozen', 'inactive', 'closed', 'unknown'] as const

/** Only what there is: a choice that finds nothing is none. */
export function filterChoices(cards: readonly Card[], groups: readonly CardGroup[]): FilterChoices {
  const statuses = STATUS_ORDER.filter((status) => cards.some((card) => card.status === status)).map((id) => ({ id, name: STATUS_LABELS[id] }))
  const products = [...new Set(cards.map(productOf))].toSorted((a, b) => a.localeCompare(b)).map((name) => ({ id: name, name }))
  const named = new Map(cards.flatMap(({ cardholder }) => (cardholder === null ? [] : [[cardholder.id, cardholder.name] as const])))
  const holders = [...named].map(([id, name]): FilterChoices['holders'][number] => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name))
  const nobody = cards.some((card) => card.cardholder === null) ? [{ id: null, name: 'No cardholder' }] : []
  return { statuses, products, holders: [...holders, ...nobody], groups: groups.map(({ key, name }) => ({ id: key, name })) }
}

export function isFiltering({ text, statuses, products, holderIds, groups }: CardsFilter): boolean {
  return text.trim() !== '' || statuses.length + products.length + holderIds.length + groups.length > 0
}
