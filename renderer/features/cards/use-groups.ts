import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { plural } from '#renderer/lib/formats.ts'
import type { CardGroup } from '#shared/rpc/contract/cards.contract.ts'

/** A group that a person made; those of departments come from the issuer and stay as they are. */
export type OwnGroup = CardGroup & { readonly groupId: number }

export interface Groups {
  readonly all: readonly CardGroup[]
  readonly own: readonly OwnGroup[]
  readonly create: (name: string, cardIds: readonly number[]) => void
  readonly add: (group: OwnGroup, cardIds: readonly number[]) => void
  /** A group without cards is none: with its last card it goes. */
  readonly takeOut: (group: OwnGroup, cardId: number) => void
  readonly rename: (group: OwnGroup, name: string) => void
  readonly remove: (group: OwnGroup) => void
}

/** Everything about groups is done at once and can be taken back for ten seconds. */
export function useGroups(): Groups {
  const toasts = useToasts()
  const groups = useEngineQuery((ask) => ask.cards.groups({}))
  const save = useEngineCommand((call) => call.cards.saveGroup)
  const drop = useEngineCommand((call) => call.cards.deleteGroup)
  const all = groups.data ?? []
  const own = all.filter((group): group is OwnGroup => group.groupId !== null && group.kind === 'own')
  const put = (groupId: number | null, name: string, cardIds: readonly number[]) => save.run({ groupId, name, cardIds: [...cardIds] })
  const back = (group: OwnGroup) => put(group.groupId, group.name, group.cardIds)

  const create: Groups['create'] = (name, cardIds) => {
    put(null, name, cardIds).then(({ groupId }) => toasts.undo(`Group ${name} made of ${plural(cardIds.length, 'card', 'cards')}`, () => (groupId === null ? undefined : drop.run({ groupId }))), toasts.fail)
  }
  const add: Groups['add'] = (group, cardIds) => {
    const joined = [...new Set([...group.cardIds, ...cardIds])]
    const more = joined.length - group.cardIds.length
    if (more === 0) return toasts.say(`${cardIds.length === 1 ? 'It is' : 'They are'} in ${group.name} already`)
    put(group.groupId, group.name, joined).then(() => toasts.undo(`${plural(more, 'card', 'cards')} added to ${group.name}`, () => back(group)), toasts.fail)
  }
  const remove: Groups['remove'] = (group) => {
    drop.run({ groupId: group.groupId }).then(() => toasts.undo(`Group ${group.name} deleted; its cards are as they were`, () => put(null, group.name, group.cardIds)), toasts.fail)
  }
  const takeOut: Groups['takeOut'] = (group, cardId) => {
    const rest = group.cardIds.filter((id) => id !== cardId)
    if (rest.length === 0) return remove(group)
    put(group.groupId, group.name, rest).then(() => toasts.undo(`Taken out of ${group.name}`, () => back(group)), toasts.fail)
  }
  const rename: Groups['rename'] = (group, name) => {
    if (name === '') return
    put(group.groupId, name, group.cardIds).then(() => toasts.undo(`Renamed to ${name}`, () => back(group)), toasts.fail)
  }
  return { all, own, create, add, takeOut, rename, remove }
}
