/** Where somebody stands on the way through a sign-in screen. Codes, numbers and passwords are never part of it. */
import type { Challenge } from '#shared/rpc/contract/connections.contract.ts'
import type { View } from './address.ts'

export type EntryView = Exclude<View, 'security' | 'test'>

export type Step =
  | { readonly at: 'credentials' }
  | { readonly at: 'identity' }
  | { readonly at: 'choose'; readonly firstName: string; readonly companyName: string; readonly expiresAt: number }
  | { readonly at: 'code'; readonly challenge: Challenge }
  | { readonly at: 'user-id'; readonly userId: string }
  | { readonly at: 'new-password'; readonly expiresAt: number }

export type FlowEvent =
  | { readonly type: 'code-needed'; readonly challenge: Challenge }
  | { readonly type: 'identity-known'; readonly firstName: string; readonly companyName: string; readonly expiresAt: number }
  | { readonly type: 'user-id-found'; readonly userId: string }
  | { readonly type: 'reset-allowed'; readonly expiresAt: number }
  | { readonly type: 'start-over' }

export interface Flow {
  readonly view: EntryView
  readonly step: Step
}

export function startOf(view: EntryView): Flow {
  return { view, step: { at: view === 'sign-in' ? 'credentials' : 'identity' } }
}

export function nextFlow(flow: Flow, event: FlowEvent): Flow {
  switch (event.type) {
    case 'code-needed':
      return { ...flow, step: { at: 'code', challenge: event.challenge } }
    case 'identity-known':
      return { ...flow, step: { at: 'choose', firstName: event.firstName, companyName: event.companyName, expiresAt: event.expiresAt } }
    case 'user-id-found':
      return { ...flow, step: { at: 'user-id', userId: event.userId } }
    case 'reset-allowed':
      return { ...flow, step: { at: 'new-password', expiresAt: event.expiresAt } }
    case 'start-over':
      return startOf(flow.view)
  }
}

/** Whether there is a step to go back to before the screen is left. */
export function isFirstStep({ step }: Flow): boolean {
  return step.at === 'credentials' || step.at === 'identity'
}

/** "Step 2 of 3", where there are several. */
export function stepText({ view, step }: Flow): string | null {
  const order = ORDER[view]
  const index = order.indexOf(step.at)
  return index < 0 || order.length < 2 || view === 'sign-in' ? null : `Step ${index + 1} of ${order.length}`
}

const ORDER: Readonly<Record<EntryView, readonly Step['at'][]>> = {
  'sign-in': ['credentials', 'code'],
  register: ['identity', 'choose'],
  'recover-user-id': ['identity', 'code', 'user-id'],
  'recover-password': ['identity', 'code', 'new-password'],
}
