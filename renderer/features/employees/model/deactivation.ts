/** What deactivating somebody, or taking it back, means: said before it is done. */
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

type Open = CardholderDetail['open']

export interface OpenLine {
  readonly label: string
  readonly value: string
}

type Totals = (totals: Open['pendingTotals']) => string

/** Nothing is left out: what there is none of is said as well. */
export function openLines(open: Open, money: Totals): readonly OpenLine[] {
  return [
    { label: 'Active cards', value: open.activeCards === 0 ? 'None' : `${open.activeCards}, frozen with this` },
    { label: 'Charges still pending', value: open.pendingCharges === 0 ? 'None' : `${open.pendingCharges}, ${money(open.pendingTotals)}: they still post` },
    { label: 'Limit requests', value: open.requests === 0 ? 'None' : `${open.requests} left undecided` },
    ...(open.orders === 0 ? [] : [{ label: 'Cards on order', value: `${open.orders}, still made by the issuer` }]),
  ]
}

/** "Deactivate Dana and freeze 2 cards". */
export function deactivateButton(name: string, { activeCards }: Pick<Open, 'activeCards'>): string {
  const first = firstName(name)
  return activeCards === 0 ? `Deactivate ${first}` : `Deactivate ${first} and freeze ${plural(activeCards, 'card', 'cards')}`
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}

export function deactivatedText(name: string, isOffline: boolean): string {
  return isOffline ? `${name} is deactivated here. It is sent as soon as the issuer can be reached.` : `${name} is deactivated`
}
