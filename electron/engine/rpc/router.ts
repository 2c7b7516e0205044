/**
 * The one way into the engine. The order of every call, for everybody to read:
 *
 *   parse input → unlocked? → (command) one transaction { handler + audit row } → commit → tell what changed
 *
 * A query gets a connection that cannot write. A task runs outside any transaction and opens its own.
 */
import { AppError } from '#shared/rpc/errors.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition, TaskProgress } from '#shared/rpc/define.ts'
import { asAppError } from '../db/sqlite.ts'
import type { EngineFiles } from '../files.ts'
import type { EngineHandlers, TaskContext } from './handlers.ts'
import { inTransaction, type TransactionDeps } from './transaction.ts'

export interface RouterDeps extends TransactionDeps {
  readonly handlers: EngineHandlers
  readonly files: EngineFiles
  /** Takes what no handler expected, returns the reference by which the log knows it. */
  readonly reportInternal: (name: string, error: unknown) => string
  /** Outputs are checked in development and tests; the contract is trusted in the product. */
  readonly checkOutputs: boolean
}

export interface CallOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: TaskProgress) => void
}

export interface Router {
  /** Resolves with the call's output, rejects with an AppError and nothing else. */
  call(name: string, input: unknown, options: CallOptions): Promise<unknown>
}

type UntypedHandler = (context: unknown, input: unknown) => Promise<unknown>

export function createRouter(deps: RouterDeps): Router {
  const calls = new Map<string, { readonly definition: CallDefinition; readonly handler: UntypedHandler }>()
  for (const [feature, definitions] of Object.entries(contract)) {
    const handlers = deps.handlers[feature as keyof EngineHandlers] as unknown as Readonly<Record<string, UntypedHandler>>
    for (const [name, definition] of Object.entries(definitions as Record<string, CallDefinition>)) {
      const handler = handlers[name]
      if (handler === undefined) throw new Error(`No handler for ${feature}.${name}`)
      calls.set(`${feature}.${name}`, { definition, handler })
    }
  }

  async function run(name: string, input: unknown, options: CallOptions): Promise<unknown> {
    const call = calls.get(name)
    if (call === undefined) throw new AppError('rpc.unknown-call', { name: name.slice(0, 80) })
    const parsed = call.definition.input.safeParse(input)
    if (!parsed.success) throw new AppError('rpc.invalid-input', { issues: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`) })
    const output = await execute(deps, name, call, parsed.data, options)
    return deps.checkOutputs ? call.definition.output.parse(output) : output
  }

  return {
    async call(name, input, options) {
      try {
        return await run(name, input, options)
      } catch (error) {
        const known = options.signal.aborted ? new AppError('task.cancelled', {}) : asAppError(error)
        if (known instanceof AppError) throw known
        throw new AppError('engine.internal', { reference: deps.reportInternal(name, error) }, { cause: error })
      }
    },
  }
}

function execute(deps: RouterDeps, name: string, call: { definition: CallDefinition; handler: UntypedHandler }, input: unknown, options: CallOptions): Promise<unknown> {
  const { handler } = call
  switch (call.definition.kind) {
    case 'session':
      return handler({ now: deps.now() }, input)
    case 'query':
      return handler({ db: deps.store().read, now: deps.now() }, input)
    case 'command':
      return inTransaction(deps, name, (context) => handler(context, input))
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
