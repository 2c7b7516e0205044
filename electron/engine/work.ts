/** Everything but the vault, put together from what it is given: what the working thread runs. */
import { randomUUID } from 'node:crypto'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { LockApi, SandboxApi } from '#shared/rpc/control.ts'
import { createAuditHandlers } from './audit/audit.handlers.ts'
import { createChainCheck } from './audit/chain-check.ts'
import { createCardsHandlers } from './cards/cards.handlers.ts'
import { createConnectionsHandlers } from './connections/connections.handlers.ts'
import { createIssuerRegistry } from './connections/issuer-registry.ts'
import { createDeclinesHandlers } from './declines/declines.handlers.ts'
import { createDisputesHandlers } from './disputes/disputes.handlers.ts'
import { refreshForms } from './disputes/read-forms.ts'
import { draftsHandlers } from './drafts/drafts.handlers.ts'
import { createEmployeesHandlers } from './employees/employees.handlers.ts'
import { GrantedFiles } from './files.ts'
import { createImportsHandlers } from './imports/imports.handlers.ts'
import { createLimitsHandlers } from './limits/limits.handlers.ts'
import { reportsHandlers } from './reports/reports.handlers.ts'
import { approveByRules } from './requests/auto-approve.ts'
import { createRequestsHandlers } from './requests/requests.handlers.ts'
import type { FeatureHandlers } from './rpc/handlers.ts'
import type { NoteRefusal } from './rpc/refusals.ts'
import { internalReporter } from './rpc/report-internal.ts'
import { createRouter, type Router } from './rpc/router.ts'
import { EngineServer } from './rpc/serve.ts'
import { writerOf } from './rpc/transaction.ts'
import { EngineSession, type VaultSession } from './session.ts'
import { createSettingsHandlers } from './settings/settings.handlers.ts'
import { readSettings } from './settings/settings.queries.ts'
import { statementsHandlers } from './statements/statements.handlers.ts'
import { createSyncScheduler } from './sync/scheduler.ts'
import { createSyncHandlers } from './sync/sync.handlers.ts'
import { machineTimers, type Timing } from './sync/timing.ts'
import { transactionsHandlers } from './transactions/transactions.handlers.ts'

export interface WorkOptions {
  /** Folder of the vault: envelope, attempts, database. */
  readonly folder: string
  readonly host: SandboxApi & LockApi
  /** Wall clock, epoch ms. */
  readonly now: () => number
  readonly checkOutputs: boolean
  /** Takes one line for the local log: a call's name and an error's class, never its content. */
  readonly log: (line: string) => void
  /** Counts messages that do not fit the contract. */
  readonly noteRefusal: NoteRefusal
  /** The machine's own unless a test passes time by itself. */
  readonly setTimer?: Timing['setTimer']
  readonly renameVault: (businessName: string) => Promise<void>
  /** Left out where another thread answers for the vault. */
  readonly vault?: (session: VaultSession, emitUnlocked: () => void) => FeatureHandlers<'vault'>
}

export interface Work {
  readonly router: Router
  readonly server: EngineServer
  readonly files: GrantedFiles
  /** To be opened with the vault's key before anything is answered. */
  readonly session: VaultSession
  close(): Promise<void>
}

export function createWork(options: WorkOptions): Work {
  const { folder, host, now, checkOutputs, log, renameVault } = options
  const files = new GrantedFiles()
  const store = new EngineSession({ folder, now })
  const transactions = { store: () => store.store, now, emitChanged: (topics: readonly Topic[]) => emit(topics) }
  const registry = createIssuerRegistry({ store: transactions.store, write: writerOf(transactions), host, now, log })
  const scheduler = createSyncScheduler({
    store: transactions.store, write: writerOf(transactions), connectorOf: registry.connectorOf, now, setTimer: options.setTimer ?? machineTimers, random: Math.random, emit: (topics) => emit(topics), log,
    afterPull: async (connectionId, signal) => {
      const deps = { read: () => store.store.read, write: writerOf(transactions), now }
      await approveByRules(deps, connectionId)
      await refreshForms({ store: transactions.store, write: deps.write, now, connectorOf: registry.connectorOf }, { connectionId, signal })
    },
  })
  const chainCheck = createChainCheck({ read: () => store.store.read, write: writerOf(transactions), now, setTimer: options.setTimer ?? machineTimers, emit: () => emit(['audit']), log })
  const session: VaultSession = {
    get unlocked() {
      return store.unlocked
    },
    async open(opening) {
      await store.open(opening)
      await host.lockAfter((await readSettings(store.store.read)).lockAfterMinutes)
      chainCheck.begin()
      void scheduler.start().catch((error: unknown) => log(`sync did not start: ${error instanceof Error ? error.name : typeof error}`))
    },
  }
  const router = createRouter({
    ...transactions,
    handlers: {
      ...(options.vault ? { vault: options.vault(session, () => emit(['vault'])) } : {}),
      connections: createConnectionsHandlers({ registry, host, fetch, newId: randomUUID, platform: process.platform, onSignedIn: scheduler.signedIn, onNews: () => void scheduler.nudge('network'), beforeForget: scheduler.forget }),
      sync: createSyncHandlers(scheduler),
      cards: createCardsHandlers(scheduler),
      employees: createEmployeesHandlers(scheduler),
      limits: createLimitsHandlers(scheduler),
      requests: createRequestsHandlers({ outboxGrew: scheduler.outboxGrew, connectorOf: registry.connectorOf }),
      declines: createDeclinesHandlers(scheduler),
      disputes: createDisputesHandlers({ outboxGrew: scheduler.outboxGrew, connectorOf: registry.connectorOf }),
      transactions: transactionsHandlers,
      reports: reportsHandlers,
      statements: statementsHandlers,
      imports: createImportsHandlers(),
      audit: createAuditHandlers(chainCheck),
      drafts: draftsHandlers,
      settings: createSettingsHandlers({ renameVault, lockAfter: (minutes) => host.lockAfter(minutes) }),
    },
    files,
    reportInternal: internalReporter(log),
    noteRefusal: options.noteRefusal,
    checkOutputs,
  })
  const server = new EngineServer(router)
  const emit = (topics: readonly Topic[]) => server.emit({ t: 'event', name: 'changed', payload: { topics } })
  return {
    router, server, files, session,
    async close() {
      await Promise.all([scheduler.stop(), chainCheck.stop()])
      registry.close()
      await store.close()
    },
  }
}
