/** Handlers called on a store as the router calls them: input and output parsed by the contract, commands in one transaction. */
import { contract, type Contract, type FeatureName } from '#shared/rpc/contract/index.ts'
import type { CallDefinition, InputOf, OutputOf, ParsedInputOf, TaskProgress } from '#shared/rpc/define.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import { GrantedFiles } from '#engine/files.ts'
import type { AuditDetails, CommandContext, QueryContext, TaskContext } from '#engine/rpc/handlers.ts'
import type { Store } from '#engine/db/store.ts'
import { TEST_NOW } from './store.ts'

type Handlers<F extends FeatureName, Context> = { readonly [N in keyof Contract[F]]?: (context: Context, input: ParsedInputOf<Contract[F][N]>) => Promise<OutputOf<Contract[F][N]>> }

export interface CommandResult<T> {
  readonly output: T
  readonly topics: readonly Topic[]
  readonly audit: AuditDetails
}

/** `callQuery(store, 'transactions', 'list', transactionsHandlers.list, input)`. */
export async function callQuery<F extends FeatureName, N extends keyof Contract[F] & string>(
  store: Store, feature: F, name: N, handlers: Pick<Handlers<F, QueryContext>, N>, input: InputOf<Contract[F][N]>, now = TEST_NOW,
): Promise<OutputOf<Contract[F][N]>> {
  const definition = definitionOf(feature, name)
  const handler = handlers[name]
  if (!handler) throw new Error(`No handler ${feature}.${name}`)
  const output = await handler({ db: store.read, now }, definition.input.parse(input) as ParsedInputOf<Contract[F][N]>)
  return definition.output.parse(output) as OutputOf<Contract[F][N]>
}

export async function callCommand<F extends FeatureName, N extends keyof Contract[F] & string>(
  store: Store, feature: F, name: N, handlers: Pick<Handlers<F, CommandContext>, N>, input: InputOf<Contract[F][N]>, now = TEST_NOW,
): Promise<CommandResult<OutputOf<Contract[F][N]>>> {
  const definition = definitionOf(feature, name)
  const handler = handlers[name]
  if (!handler) throw new Error(`No handler ${feature}.${name}`)
  const topics: Topic[] = []
  let audit: AuditDetails = {}
  const output = await store.transaction((db, sqlite) =>
    handler(
      { db, sqlite, now, changed: (...changed) => void topics.push(...changed), audit: (facts) => void (audit = { ...audit, ...facts }) },
      definition.input.parse(input) as ParsedInputOf<Contract[F][N]>,
    ),
  )
  return { output: definition.output.parse(output) as OutputOf<Contract[F][N]>, topics, audit }
}

export interface TestTask {
  readonly context: TaskContext
  readonly audits: AuditDetails[]
  readonly progress: TaskProgress[]
}

/** A context for a task; `target` is the path that its token "target" stands for. */
export function taskContext(store: Store, target: string, signal = new AbortController().signal): TestTask {
  const files = new GrantedFiles()
  files.grant({ token: 'target', path: target, name: target.split('/').at(-1) ?? target, mode: 'write' })
  const audits: AuditDetails[] = []
  const progress: TaskProgress[] = []
  const context: TaskContext = {
    db: store.read,
    now: TEST_NOW,
    files,
    signal,
    progress: (step) => void progress.push(step),
    write: (work) => store.transaction((db, sqlite) => work({ db, sqlite, now: TEST_NOW, changed: () => {}, audit: (facts) => void audits.push(facts) })),
  }
  return { context, audits, progress }
}

function definitionOf(feature: FeatureName, name: string): CallDefinition {
  const definitions: Readonly<Record<string, CallDefinition>> = contract[feature]
  const definition = definitions[name]
  if (!definition) throw new Error(`No call ${feature}.${name}`)
  return definition
}
