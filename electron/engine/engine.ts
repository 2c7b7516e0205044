/** The engine as a whole, put together from what it is given: the program, tests and benchmarks start it the same way. */
import { randomUUID } from 'node:crypto'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { HostApi } from '#shared/rpc/control.ts'
import { auditHandlers } from './audit/audit.handlers.ts'
import { createCardsHandlers } from './cards/cards.handlers.ts'
import { createConnectionsHandlers } from './connections/connections.handlers.ts'
import { createIssuerRegistry } from './connections/issuer-registry.ts'
import { createDeclinesHandlers } from './declines/declines.handlers.ts'
import { createEmployeesHandlers } from './employees/employees.handlers.ts'
import { GrantedFiles } from './files.ts'
import { createImportsHandlers } from './imports/imports.handlers.ts'
import { createLimitsHandlers } from './limits/limits.handlers.ts'
import { reportsHandlers } from './reports/reports.handlers.ts'
import { approveByRules } from './requests/auto-approve.ts'
import { createRequestsHandlers } from './requests/requests.handlers.ts'
import { createRouter, type Router } from './rpc/router.ts'
import { EngineServer } from './rpc/serve.ts'
import { writerOf } from './rpc/transaction.ts'
import { EngineSession } from './session.ts'
import { createSettingsHandlers } from './settings/settings.handlers.ts'
import { statementsHandlers } from './statements/statements.handlers.ts'
import { createSyncScheduler } from './sync/scheduler.ts'
import { createSyncHandlers } from './sync/sync.handlers.ts'
import { machineTimers, type Timing } from './sync/timing.ts'
import { transactionsHandlers } from './transactions/transactions.handlers.ts'
import { createVaultHandlers } from './vault/vault.handlers.ts'
import { createVaultKeeper } from './vault/vault-keeper.ts'

export interface EngineOptions {
  /** Folder of the vault: envelope, attempts, database. */
  readonly folder: string
  readonly host: HostApi
  /** Wall clock, epoch ms. */
  readonly now: () => number
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic: () => number
  readonly checkOutputs: boolean
  /** Takes one line for the local log: a call's name and an error's class, never its content. */
  readonly log: (line: string) => void
  /** The machine's own unless a test passes time by itself. */
  readonly setTimer?: Timing['setTimer']
}

export interface Engine {
  readonly router: Router
  readonly server: EngineServer
  readonly files: GrantedFiles
  close(): Promise<void>
}

export function createEngine(options: EngineOptions): Engine {
  const { folder, host, now, monotonic, checkOutputs, log } = options
  const files = new GrantedFiles()
  const session = new EngineSession({ folder, now })
  const keeper = createVaultKeeper({ folder, host, now, monotonic })
  const transactions = { store: () => session.store, now, emitChanged: (topics: readonly Topic[]) => emit(topics) }
  const registry = createIssuerRegistry({ store: transactions.store, write: writerOf(transactions), host, now, log })
  const scheduler = createSyncScheduler({
    store: transactions.store, write: writerOf(transactions), connectorOf: registry.connectorOf, now, setTimer: options.setTimer ?? machineTimers, random: Math.random, emit: (topics) => emit(topics), log,
    afterPull: (connectionId) => approveByRules({ read: () => session.store.read, write: writerOf(transactions), now }, connectionId),
  })
  const unlocked = () => {
    emit(['vault'])
    void scheduler.start().catch((error: unknown) => log(`sync did not start: ${error instanceof Error ? error.name : typeof error}`))
  }
  const router = createRouter({
    ...transactions,
    handlers: {
      vault: createVaultHandlers({ keeper, session, emitUnlocked: () => unlocked() }),
      connections: createConnectionsHandlers({ registry, host, fetch, newId: randomUUID, platform: process.platform, onSignedIn: scheduler.signedIn, onNews: () => void scheduler.nudge('network'), beforeForget: scheduler.forget }),
      sync: createSyncHandlers(scheduler),
      cards: createCardsHandlers(scheduler),
      employees: createEmployeesHandlers(scheduler),
      limits: createLimitsHandlers(scheduler),
      requests: createRequestsHandlers({ outboxGrew: scheduler.outboxGrew, connectorOf: registry.connectorOf }),
      declines: createDeclinesHandlers(scheduler),
      transactions: transactionsHandlers,
      reports: reportsHandlers,
      statements: statementsHandlers,
      imports: createImportsHandlers(),
      audit: auditHandlers,
      settings: createSettingsHandlers({ renameVault: (businessName) => keeper.rename({ businessName }) }),
    },
    files,
    reportInternal(name, error) {
      const reference = randomUUID().slice(0, 8)
      log(`internal ${reference} in ${name}: ${error instanceof Error ? error.name : typeof error}`)
      return reference
    },
    checkOutputs,
  })
  const server = new EngineServer(router)
  const emit = (topics: readonly Topic[]) => server.emit({ t: 'event', name: 'changed', payload: { topics } })
  return {
    router, server, files,
    async close() {
      await scheduler.stop()
      registry.close()
      await session.close()
    },
  }
}
