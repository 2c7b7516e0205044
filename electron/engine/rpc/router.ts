/**
 * The one way into the engine. The order of every call, for everybody to read:
 *
 *   parse input → unlocked? → somebody there? (calls that say so) → (command) one transaction { handler + audit row } → commit → tell what changed
 *
 * A query gets a connection that cannot write. A task runs outside any transaction and opens its own.
 */
import { contract } from '#shared/rpc/contract/index.ts'
import type { TaskProgress } from '#shared/rpc/define.ts'
import { asAppError } from '../db/sqlite.ts'
import type { EngineFiles } from '../files.ts'
import { answer, callsOf, type AnswerDeps, type Call } from './answer.ts'
import type { EngineHandlers, TaskContext } from './handlers.ts'
import { asksPresence, type Presence } from './presence.ts'
import { inTransaction, type TransactionDeps } from './transaction.ts'

export interface RouterDeps extends TransactionDeps, AnswerDeps {
  /** Without the vault's where another thread answers for the vault. */
  readonly handlers: Omit<EngineHandlers, 'vault' | 'rescue'> & Partial<Pick<EngineHandlers, 'vault' | 'rescue'>>
  readonly files: EngineFiles
  readonly presence: Pick<Presence, 'insist'>
}

export interface CallOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: TaskProgress) => void
}

export interface Router {
  /** Resolves with the call's output, rejects with an AppError and nothing else. */
  call(name: string, input: unknown, options: CallOptions): Promise<unknown>
}

export function createRouter(deps: RouterDeps): Router {
  const calls = new Map(Object.entries(contract).flatMap(([feature, definitions]) => callsOf(feature, definitions, deps.handlers[feature as keyof EngineHandlers] ?? {})))
  const checked: AnswerDeps = { ...deps, translate: asAppError }
  return {
    call: (name, input, options) => answer(checked, calls.get(name), { name, input, signal: options.signal }, (call, parsed) => execute(deps, name, call, parsed, options)),
  }
}

async function execute(deps: RouterDeps, name: string, call: Call, input: unknown, options: CallOptions): Promise<unknown> {
  const { handler } = call
  if (asksPresence(call.definition, input)) await deps.presence.insist()
  switch (call.definition.kind) {
    case 'session':
      return handler({ now: deps.now(), signal: options.signal, progress: options.onProgress }, input)
    case 'query':
      return handler({ db: deps.store().read, now: deps.now() }, input)
    case 'command':
      return inTransaction(deps, call.definition.isUnrecorded === true ? null : name, (context) => handler(context, input))
    case 'task': {
      const context: TaskContext = {
        db: deps.store().read,
        now: deps.now(),
        files: deps.files,
        signal: options.signal,
        progress: options.onProgress,
        write: (work) => inTransaction(deps, name, work),
      }
      return handler(context, input)
    }
  }
}
