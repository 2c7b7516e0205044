/** What the engine says of the sync, with only what a test cares about said. */
import type { ConnectionSync, OutboxItem, SyncRun } from '#shared/rpc/contract/sync.contract.ts'

export const connectionOf = (some: Partial<ConnectionSync> = {}): ConnectionSync => ({
  connectionId: 2, name: 'Northwind', state: 'up-to-date', asOf: 1_000_000, progress: null, error: null, nextAt: null, waiting: 0, needsAttention: 0, ...some,
})

export const changeOf = (some: Partial<OutboxItem> = {}): OutboxItem => ({
  id: 1, connectionId: 2, connectionName: 'Northwind', command: 'cards.freeze', card: { id: 7, name: 'Visa ·· 4242' }, person: null, facts: {}, state: 'queued', attempts: 0, nextAttemptAt: null, error: null,
  createdAt: 10, updatedAt: 10, actions: [], ...some,
})

export const runOf = (some: Partial<SyncRun> = {}): SyncRun => ({
  id: 1, connectionId: 2, connectionName: 'Northwind', reason: 'timer', startedAt: Date.UTC(2026, 10, 24, 12), endedAt: Date.UTC(2026, 10, 24, 12) + 400, outcome: 'done', error: null,
  received: 0, added: 0, updated: 0, removed: 0, sent: 0, ...some,
})
