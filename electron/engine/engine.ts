/** The engine as a whole, put together from what it is given: the program, tests and benchmarks start it the same way. */
import { randomUUID } from 'node:crypto'
import type { HostApi } from '#shared/rpc/control.ts'
import { auditHandlers } from './audit/audit.handlers.ts'
import { cardsHandlers } from './cards/cards.handlers.ts'
import { employeesHandlers } from './employees/employees.handlers.ts'
import { GrantedFiles } from './files.ts'
import { createImportsHandlers } from './imports/imports.handlers.ts'
import { reportsHandlers } from './reports/reports.handlers.ts'
import { createRouter, type Router } from './rpc/router.ts'
import { EngineServer } from './rpc/serve.ts'
import { EngineSession } from './session.ts'
import { createSettingsHandlers } from './settings/settings.handlers.ts'
import { statementsHandlers } from './statements/statements.handlers.ts'
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
  const router = createRouter({
    handlers: {
      vault: createVaultHandlers({ keeper, session, emitUnlocked: () => emit(['vault']) }),
      cards: cardsHandlers,
      employees: employeesHandlers,
      transactions: transactionsHandlers,
      reports: reportsHandlers,
      statements: statementsHandlers,
      imports: createImportsHandlers(),
      audit: auditHandlers,
      settings: createSettingsHandlers({ renameVault: (businessName) => keeper.rename({ businessName }) }),
    },
    store: () => session.store,
    files,
    now,
    emitChanged: (topics) => emit(topics),
    reportInternal(name, error) {
      const reference = randomUUID().slice(0, 8)
      log(`internal ${reference} in ${name}: ${error instanceof Error ? error.name : typeof error}`)
      return reference
    },
    checkOutputs,
  })
  const server = new EngineServer(router)
  const emit = (topics: Parameters<Parameters<typeof createRouter>[0]['emitChanged']>[0]) => server.emit({ t: 'event', name: 'changed', payload: { topics } })
  return { router, server, files, close: () => session.close() }
}
