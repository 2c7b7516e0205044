/** Waiting and failed changes in words: what each is, how it stands, what can be done, and what that would mean. */
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { backOf, titleOf, type CommandFormats } from './command-words.ts'
import { isBuiltOnRefused, refusalText } from '#renderer/lib/refusal-words.ts'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'

export type ChangeGroup = 'needs-you' | 'waiting' | 'settled'
export type ChangeAction = OutboxItem['actions'][number]

/** "Freeze Visa ·· 4242". */
export function changeTitle(item: Pick<OutboxItem, 'command' | 'card' | 'person' | 'facts'>, formats: CommandFormats): string {
  const act = titleOf(item.command, item, formats)
  return `${act.slice(0, 1).toUpperCase()}${act.slice(1)}`
}

export function changeGroup({ state, actions }: Pick<OutboxItem, 'state' | 'actions'>): ChangeGroup {
  switch (state) {
    case 'queued':
    case 'sending':
      return 'waiting'
    case 'needs-attention':
      return 'needs-you'
    case 'rejected':
      // Once it was read and put aside it needs nobody any more.
      return actions.length > 0 ? 'needs-you' : 'settled'
    case 'confirmed':
    case 'discarded':
      return 'settled'
  }
}

export interface GroupedChanges {
  readonly group: ChangeGroup
  readonly title: string
  readonly changes: readonly OutboxItem[]
}

const GROUP_TITLES: Readonly<Record<ChangeGroup, string>> = { 'needs-you': 'Needs you', waiting: 'Waiting to be sent', settled: 'Settled in the last day' }

/** In the order a person cares: what needs them, what waits (oldest first, as it is sent), what is settled (newest first). */
export function groupChanges(items: readonly OutboxItem[]): readonly GroupedChanges[] {
  return (['needs-you', 'waiting', 'settled'] as const).flatMap((group) => {
    const changes = items.filter((item) => changeGroup(item) === group)
    if (changes.length === 0) return []
    return [{ group, title: GROUP_TITLES[group], changes: group === 'settled' ? changes.toSorted((a, b) => b.updatedAt - a.updatedAt) : changes }]
  })
}

/** How it stands. `isOffline`: its issuer cannot be reached now. */
export function changeState({ state, attempts, error }: Pick<OutboxItem, 'state' | 'attempts' | 'error'>, isOffline: boolean): string {
  switch (state) {
    case 'queued':
      if (isOffline) return 'Not sent yet: offline'
      return attempts === 0 ? 'Waiting to be sent' : `Waiting, tried ${attempts === 1 ? 'once' : `${attempts} times`}`
    case 'sending':
      return 'Being sent'
    case 'confirmed':
      return 'Confirmed by the issuer'
    case 'rejected':
      return isBuiltOnRefused(error) ? 'Not sent' : 'Refused by the issuer'
    case 'needs-attention':
      return 'Cannot go on by itself'
    case 'discarded':
      return 'Given up'
  }
}

/** Why it stands so and what to do; null where there is nothing to add. */
export function changeReason({ state, error, command }: Pick<OutboxItem, 'state' | 'error' | 'command'>): string | null {
  if (error === null || state === 'confirmed' || state === 'discarded') return null
  // How it stands says it already.
  if (error.code === 'issuer.unreachable' && (state === 'queued' || state === 'sending')) return null
  const refusal = error.code === 'issuer.rejected' ? refusalText(error.details) : null
  if (refusal !== null) return state === 'rejected' ? `${refusal} ${backOf(command)}` : refusal
  const { title, meaning, action } = keptErrorText(error)
  if (state === 'needs-attention') return `${title}. ${meaning} ${action}`
  if (state === 'rejected') return `${title}. ${meaning} ${backOf(command)}`
  // It goes on by itself; that nothing was changed would be wrong of what waits to be.
  return `${title}.`
}

const ACTION_LABELS: Readonly<Record<ChangeAction, string>> = { retry: 'Try again', discard: 'Give up…', dismiss: 'Dismiss' }

export function actionLabel(action: ChangeAction, { attempts }: Pick<OutboxItem, 'attempts'>): string {
  return action === 'retry' && attempts === 0 ? 'Send now' : ACTION_LABELS[action]
}

/** In the order of the buttons: the one that goes on comes last, where the hand is. */
export function visibleActions({ actions }: Pick<OutboxItem, 'actions'>): readonly ChangeAction[] {
  return (['dismiss', 'discard', 'retry'] as const).filter((action) => actions.includes(action))
}
