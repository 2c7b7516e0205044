/** One connection's state in words, and what can be done about it now. */
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'

const STATE_WORDS: Readonly<Record<ConnectionSync['state'], string>> = {
  never: 'Not synced yet',
  'up-to-date': 'Up to date',
  syncing: 'Syncing',
  offline: 'Offline',
  'signed-out': 'Signed out',
  failed: 'Not in step',
}

export function connectionStateText(state: ConnectionSync['state']): string {
  return STATE_WORDS[state]
}

/** What it means for the person, where the word alone does not say it. */
export function connectionMeaning({ state, asOf, waiting }: Pick<ConnectionSync, 'state' | 'asOf' | 'waiting'>): string | null {
  if (state === 'offline') return waiting > 0 ? 'Everything stays readable. What you changed is kept and goes out by itself.' : 'Everything stays readable. What you change is kept and sent later.'
  if (state === 'signed-out') return asOf === null ? 'Sign in to see its cards and charges.' : 'Everything stays readable. Nothing new comes in until you sign in again.'
  return null
}

export type ConnectionVerb = 'sync' | 'cancel' | 'sign-in'

export function connectionVerb(state: ConnectionSync['state']): ConnectionVerb {
  if (state === 'signed-out') return 'sign-in'
  return state === 'syncing' ? 'cancel' : 'sync'
}
