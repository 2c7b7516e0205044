/** Everything but the vault, put together from what it is given: what the working thread runs. */
import { randomUUID } from 'node:crypto'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { LockApi, SandboxApi } from '#shared/rpc/control.ts'
import { createAuditHandlers } from './audit/audit.handlers.ts'
import { createChainCheck } from './audit/chain-check.ts'
import { createBackupsHandlers } from './backups/backups.handlers.ts'
import { makeCopy } from './backups/copies.ts'
import type { FileWork } from './backups/file-work.ts'
import { Guardian } from './backups/guardian.ts'
import { createCardsHandlers } from './cards/cards.handlers.ts'
import { createConnectionsHandlers } from './connections/connections.handlers.ts'
import { createIssuerRegistry } from './connections/issuer-registry.ts'
import { createDeclinesHandlers } from './declines/declines.handlers.ts'
import { diagnosticsHandlers } from './diagnostics/diagnostics.handlers.ts'
import { createDisputesHandlers } from './disputes/disputes.handlers.ts'
import { refreshForms } from './disputes/read-forms.ts'
import { draftsHandlers } from './drafts/drafts.handlers.ts'
import { createEmployeesHandlers } from './employees/employees.handlers.ts'
import { GrantedFiles } from './files.ts'
import { guardedSession } from './guarded-session.ts'
import { createImportsHandlers } from './imports/imports.handlers.ts'
import { createLimitsHandlers } from './limits/limits.handlers.ts'
import { reportsHandlers } from './reports/reports.handlers.ts'
import { approveByRules } from './requests/auto-approve.ts'
import { createRequestsHandlers } from './requests/requests.handlers.ts'
import type { FeatureHandlers } from './rpc/handlers.ts'
import { Presence } from './rpc/presence.ts'
import type { NoteRefusal } from './rpc/refusals.ts'
import { internalReporter } from './rpc/report-internal.ts'
import { createRouter, type Router } from './rpc/router.ts'
import { EngineServer } from './rpc/serve.ts'
import { writerOf } from './rpc/transaction.ts'
import { rekeyBooks } from './rekey.ts'
import { EngineSession, type Opening, type VaultSession } from './session.ts'
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
  readonly host: SandboxApi & Pick<LockApi, 'lockAfter'>
  /** Wall clock, epoch ms. */
  readonly now: () => number
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic: () => number
  readonly checkOutputs: boolean
  /** Takes one line for the local log: a call's name and an error's class, never its content. */
  readonly log: (line: string) => void
  /** Counts messages that do not fit the contract. */
  readonly noteRefusal: NoteRefusal
  /** The machine's own unless a test passes time by itself. */
  readonly setTimer?: Timing['setTimer']
  readonly renameVault: (businessName: string) => Promise<void>
  readonly fileWork: FileWork
  /** Text of an envelope that opens the books on any computer. Throws what a wrong passphrase throws. */
  readonly portableEnvelope: (passphrase: string) => Promise<string>
  /** Stands around the opening of the database, where this thread is the only one. */
  readonly guard?: (opening: Opening, open: () => Promise<void>) => Promise<void>
  /** Only where this thread is the only one, like `vault`. */
  readonly rescue?: (session: VaultSession, emitUnlocked: () => void, closeBooks: () => Promise<void>) => FeatureHandlers<'rescue'>
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
  const { fileWork } = options
  const store = new EngineSession({ folder, now, beforeUpdate: async (key) => void (await makeCopy({ vaultFolder: folder, key, reason: 'update', now: now(), work: fileWork })) })
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
  const guardian = new Guardian({ vaultFolder: folder, work: fileWork, write: writerOf(transactions), now, setTimer: options.setTimer ?? machineTimers, emit: () => emit(['backups']), log })
  const presence = new Presence({ monotonic: options.monotonic, minutes: async () => (await readSettings(store.store.read)).presenceMinutes })
  const openBooks = async (opening: Opening) => {
    const key = Buffer.from(opening.key)
    try {
      await store.open(opening)
      guardian.begin(key)
    } finally {
      key.fill(0)
    }
    presence.prove('unlocking')
    await host.lockAfter((await readSettings(store.store.read)).lockAfterMinutes)
    chainCheck.begin()
    void scheduler.start().catch((error: unknown) => log(`sync did not start: ${error instanceof Error ? error.name : typeof error}`))
  }
  const session: VaultSession = {
    get unlocked() {
      return store.unlocked
    },
    open: (opening) => (options.guard ? options.guard(opening, () => openBooks(opening)) : openBooks(opening)),
    ...guardedSession({
      presence,
      write: writerOf(transactions),
      rekey: (rekeying, onProgress) => rekeyBooks({ folder, now, work: fileWork }, store.store, rekeying, onProgress).then(close),
    }),
  }
  const router = createRouter({
    ...transactions,
    handlers: {
      ...(options.vault ? { vault: options.vault(session, () => emit(['vault'])) } : {}),
      ...(options.rescue ? { rescue: options.rescue(session, () => emit(['vault']), () => close()) } : {}),
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
      diagnostics: diagnosticsHandlers,
      drafts: draftsHandlers,
      backups: createBackupsHandlers({ guardian, portableEnvelope: options.portableEnvelope }),
      settings: createSettingsHandlers({ renameVault, lockAfter: (minutes) => host.lockAfter(minutes) }),
    },
    files,
    presence,
    reportInternal: internalReporter(log),
    noteRefusal: options.noteRefusal,
    checkOutputs,
  })
  const server = new EngineServer(router)
  const emit = (topics: readonly Topic[]) => server.emit({ t: 'event', name: 'changed', payload: { topics } })
  const close = async () => {
    await Promise.all([scheduler.stop(), chainCheck.stop(), guardian.stop()])
    registry.close()
    await store.close()
  }
  return { router, server, files, session, close }
}
