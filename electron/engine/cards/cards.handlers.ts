import { AppError } from '#shared/rpc/errors.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { CommandContext, FeatureHandlers } from '../rpc/handlers.ts'
import { activateCard, cancelCard, changeProduct, keepProduct, replaceCard, reportCard } from './card-acts.ts'
import { orderCard } from './card-orders.ts'
import { changeCardStatus, changeCardStatuses } from './card-status-change.ts'
import { assignCard, readCard, readKnownCard, renameCard } from './cards.queries.ts'
import { cardsReads } from './cards.reads.ts'
import { readSteps, tickStep } from './checklist.queries.ts'
import { deleteGroup, readGroups, saveGroup } from './groups.queries.ts'

export interface CardsHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
}

type Act<I> = (context: CommandContext, input: I) => Promise<Card>

export function createCardsHandlers({ outboxGrew }: CardsHandlerDeps) {
  const sent = <I>(act: Act<I>): Act<I> => async (context, input) => {
    const card = await act(context, input)
    outboxGrew(card.connectionId)
    return card
  }
  return {
    ...cardsReads,
    ...ownHandlers,
    freeze: sent((context, { cardId }) => changeCardStatus(context, cardId, 'freeze')),
    unfreeze: sent((context, { cardId }) => changeCardStatus(context, cardId, 'unfreeze')),
    async setFrozen(context, { cardIds, isFrozen }) {
      const { changed, skipped, connections } = await changeCardStatuses(context, cardIds, isFrozen ? 'freeze' : 'unfreeze')
      for (const connectionId of connections) outboxGrew(connectionId)
      return { changed, skipped }
    },
    activate: sent(activateCard),
    report: sent(reportCard),
    replace: sent(replaceCard),
    cancel: sent((context, { cardId }) => cancelCard(context, cardId)),
    changeProduct: sent(changeProduct),
    keepProduct: sent((context, { cardId }) => keepProduct(context, cardId)),
    async order(context, input) {
      outboxGrew(await orderCard(context, input))
      return {}
    },
  } satisfies FeatureHandlers<'cards'>
}

/** What no issuer is asked for. */
const ownHandlers = {
  async assign({ db, now, changed, audit }, { cardId, holder }) {
    const cardholderId = await assignCard(db, cardId, holder, now)
    audit({ cardId, cardholderId, newHolder: holder.kind === 'new' })
    changed('cards', 'employees', 'transactions')
    return readCard(db, cardId)
  },
  async rename({ db, changed, audit }, { cardId, nickname }) {
    await renameCard(db, cardId, nickname)
    audit({ cardId, cleared: nickname === null })
    changed('cards', 'employees')
    return readCard(db, cardId)
  },
  async saveGroup({ db, now, changed, audit }, input) {
    const groupId = await saveGroup(db, input, now)
    audit({ groupId, cards: input.cardIds.length })
    changed('cards')
    const group = (await readGroups(db)).find((candidate) => candidate.groupId === groupId)
    if (!group) throw new AppError('not-found', { kind: 'group' })
    return group
  },
  async deleteGroup({ db, changed, audit }, { groupId }) {
    await deleteGroup(db, groupId)
    audit({ groupId })
    changed('cards')
    return {}
  },
  async tickStep({ db, now, changed, audit }, { cardId, step, isDone }) {
    const steps = await readSteps(db, await readKnownCard(db, cardId), now)
    if (!steps.some((candidate) => candidate.step === step && candidate.canTick)) throw new AppError('validation.failed', { field: 'step', reason: 'This step follows from the card itself, or the card has none such.' })
    await tickStep(db, cardId, step, isDone, now)
    audit({ cardId, step, isDone })
    changed('cards')
    return {}
  },
} satisfies Partial<FeatureHandlers<'cards'>>
