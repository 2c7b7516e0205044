/** With what the editor begins: who it is about, in which currency, and the sentence as it stands today. */
import { cardLabel, cardName } from '#renderer/components/data/card-face.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import type { ControlSet, Limit, LimitScope, LimitTemplate } from '#shared/rpc/contract/limits.contract.ts'
import { ANYWHERE, draftOf, type PlanDraft } from './draft.ts'
import { currentPlan } from './previous-plans.ts'
import { targetsOf, type EditorAddress } from './targets.ts'
import { usualZone } from './zones.ts'

export interface Known {
  readonly cards: readonly Card[]
  readonly people: readonly Cardholder[]
  readonly limits: readonly Limit[]
  readonly controls: readonly ControlSet[]
  readonly templates: readonly LimitTemplate[]
}

export interface EditorStart {
  /** Those of the address that exist. */
  readonly cardIds: readonly number[]
  readonly personIds: readonly number[]
  readonly targets: LimitScope[]
  readonly names: readonly string[]
  /** What the button calls it where it is one. */
  readonly onlyName: string | null
  /** Named in the address, and gone. */
  readonly missing: number
  readonly template: LimitTemplate | null
  /** Of the cards concerned; more than one can be chosen from. */
  readonly currencies: readonly string[]
  readonly timeZone: string
  readonly zonesInUse: readonly string[]
  /** Whether an issuer keeps controls for any of them. */
  readonly hasControls: boolean
  readonly connectionIds: readonly number[]
  readonly draft: PlanDraft
}

export function editorStart(address: EditorAddress, known: Known): EditorStart {
  const cardIds = address.cardIds.filter((id) => known.cards.some((card) => card.id === id))
  const personIds = address.personIds.filter((id) => known.people.some((person) => person.id === id))
  const targets = targetsOf({ cardIds, personIds })
  const template = known.templates.find(({ id }) => id === address.templateId) ?? null
  const isForNobody = address.cardIds.length + address.personIds.length === 0
  const concerned = isForNobody ? known.cards : known.cards.filter((card) => cardIds.includes(card.id) || (card.cardholder !== null && personIds.includes(card.cardholder.id)))
  const currencies = currenciesOf(concerned)
  const zones = known.limits.map(({ timeZone }) => timeZone)
  const [only] = targets
  const plan = template?.plan ?? (targets.length === 1 && only !== undefined ? currentPlan(only, known.limits, known.controls) : { limits: [], controls: null })
  const hasControls = isForNobody || concerned.some((card) => card.can.control)
  const draft = draftOf(plan, currencies[0] ?? 'USD')
  return {
    cardIds, personIds, targets, template, currencies, hasControls,
    names: namesOf(cardIds, personIds, known),
    onlyName: nameOfOnly(targets, known),
    missing: address.cardIds.length + address.personIds.length - targets.length,
    timeZone: usualZone(zones),
    zonesInUse: [...new Set(zones)],
    connectionIds: [...new Set(concerned.map(({ connectionId }) => connectionId))],
    // Of one card or person everything is on the table; of several only what is said.
    draft: targets.length === 1 && template === null && draft.controls === null && hasControls ? { ...draft, controls: ANYWHERE } : draft,
  }
}

function nameOfOnly([only, ...others]: readonly LimitScope[], { cards, people }: Known): string | null {
  if (only === undefined || others.length > 0) return null
  if (only.kind === 'cardholder') return people.find(({ id }) => id === only.id)?.name ?? null
  const card = cards.find(({ id }) => id === only.id)
  return card === undefined ? null : cardName(card)
}

/** The one that most cards spend in first. */
function currenciesOf(cards: readonly Card[]): readonly string[] {
  const counts = Map.groupBy(cards, ({ currency }) => currency)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([currency]) => currency)
}

function namesOf(cardIds: readonly number[], personIds: readonly number[], { cards, people }: Known): readonly string[] {
  return [
    ...cardIds.flatMap((id) => cards.filter((card) => card.id === id).map(cardLabel)),
    ...personIds.flatMap((id) => people.filter((person) => person.id === id).map(({ name }) => name)),
  ]
}
