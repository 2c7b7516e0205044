/** What can be asked of an issuer about a card now, and why not where it cannot. */
import type { Card, CardAct } from '#shared/rpc/contract/cards.contract.ts'
import type { IssuerSide } from './issuer-side.queries.ts'

export interface Standing {
  readonly status: Card['status']
  /** undefined: no issuer has told of this card. */
  readonly side: IssuerSide | undefined
  readonly keptHere: boolean
}

const ACTS: Readonly<Record<string, CardAct>> = {
  'cards.freeze': 'freeze', 'cards.unfreeze': 'unfreeze', 'cards.activate': 'activate', 'cards.report': 'report', 'cards.replace': 'replace', 'cards.cancel': 'cancel',
  'cards.changeProduct': 'change-product', 'cards.cancelProductChange': 'keep-product',
}
/** After these the number is closed for good: nothing else is asked of it. */
const ENDS: ReadonlySet<CardAct> = new Set<CardAct>(['report', 'replace', 'cancel'])
const CAPABILITY = {
  freeze: 'freeze', unfreeze: 'freeze', activate: 'cards', report: 'cards', replace: 'replace', cancel: 'cards', 'change-product': 'product-change', 'keep-product': 'product-change',
} as const satisfies Readonly<Record<CardAct, string>>

export const actsWaiting = (side: IssuerSide | undefined): readonly CardAct[] => (side?.waiting ?? []).flatMap((command) => ACTS[command] ?? [])

/** Freezing shows in the status, so that what else waits is told first. */
export function waitingFor(side: IssuerSide | undefined): CardAct | null {
  const acts = actsWaiting(side)
  return acts.findLast((act) => act !== 'freeze' && act !== 'unfreeze') ?? acts.at(-1) ?? null
}

export function powersOf(standing: Standing): Card['can'] {
  const { status, side, keptHere } = standing
  const may = (act: CardAct) => whyNot(standing, act) === null
  const has = (capability: string) => side?.capabilities.has(capability) === true && status !== 'closed'
  return {
    freeze: may('freeze'), unfreeze: may('unfreeze'), activate: may('activate'), report: may('report'), replace: may('replace'), cancel: may('cancel'), changeProduct: may('change-product'),
    limit: keptHere ? status !== 'closed' : has('limits'), control: has('controls'),
  }
}

/** A sentence for the person; null where the act is possible. */
export function whyNot({ status, side }: Standing, act: CardAct): string | null {
  if (side === undefined || !side.capabilities.has(CAPABILITY[act])) return 'The connection of this card cannot do that.'
  if (status === 'closed') return 'The card is closed.'
  if (status === 'unknown') return 'The issuer does not say how this card stands.'
  const waiting = actsWaiting(side)
  const end = waiting.find((one) => ENDS.has(one))
  if (end !== undefined) return END_WAITS[end] ?? null
  return RULES[act](status, side, waiting)
}

const END_WAITS: Readonly<Partial<Record<CardAct, string>>> = {
  report: 'The card has been reported, and the issuer is told as soon as it can be reached.',
  replace: 'A replacement has been asked for, and the issuer is told as soon as it can be reached.',
  cancel: 'The card has been cancelled, and the issuer is told as soon as it can be reached.',
}

type Rule = (status: 'inactive' | 'active' | 'frozen', side: IssuerSide, waiting: readonly CardAct[]) => string | null

const always: Rule = () => null

const RULES: Readonly<Record<CardAct, Rule>> = {
  freeze: (status) => (status === 'active' ? null : status === 'frozen' ? 'The card is frozen already.' : 'The card has not been activated yet.'),
  unfreeze: (status, side) => {
    if (status !== 'frozen') return status === 'active' ? 'The card is not frozen.' : 'The card has not been activated yet.'
    if (side.object.frozenBy === 'issuer') return 'Only the issuer can unfreeze this card.'
    return side.holderLeft ? 'Its holder has been deactivated: reactivate them first.' : null
  },
  activate: (status, _side, waiting) => {
    if (status !== 'inactive') return 'The card is active already.'
    return waiting.includes('activate') ? 'The activation waits to be sent already.' : null
  },
  report: always,
  replace: always,
  cancel: always,
  'change-product': (_status, side, waiting) => {
    if (side.object.kind === 'virtual') return 'A virtual card keeps its product.'
    return changesProduct(side, waiting) ? 'Another product has been asked for already: keep the present one first.' : null
  },
  'keep-product': (_status, side, waiting) => (changesProduct(side, waiting) ? null : 'No other product has been asked for.'),
}

/** Whether another product is on its way, as asked for last. */
function changesProduct(side: IssuerSide, waiting: readonly CardAct[]): boolean {
  const last = waiting.findLast((act) => act === 'change-product' || act === 'keep-product')
  return last === undefined ? side.object.pendingProductId !== null : last === 'change-product'
}
