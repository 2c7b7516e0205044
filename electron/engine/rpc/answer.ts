/** What is done around every call, whoever answers it: the input is checked first, and only an AppError ever leaves. */
import { AppError } from '#shared/rpc/errors.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import type { NoteRefusal } from './refusals.ts'

export interface AnswerDeps {
  /** Takes what no handler expected, returns the reference by which the log knows it. */
  readonly reportInternal: (name: string, error: unknown) => string
  /** Counts what does not fit the contract. */
  readonly noteRefusal: NoteRefusal
  /** Outputs are checked in development and tests; the contract is trusted in the product. */
  readonly checkOutputs: boolean
  /** Gives errors of a library their names in the app; passes everything else as it is. */
  readonly translate?: (error: unknown) => unknown
}

/** A list of thousands of wrong things is not answered with as many words. */
const MOST_ISSUES = 20

export type UntypedHandler = (context: unknown, input: unknown) => Promise<unknown>

export interface Call {
  readonly definition: CallDefinition
  readonly handler: UntypedHandler
}

/** The calls of one feature that have a handler here, by their names on the wire. */
export function callsOf(feature: string, definitions: object, handlers: object): readonly (readonly [name: string, call: Call])[] {
  const found = handlers as Readonly<Record<string, UntypedHandler>>
  return Object.entries(definitions as Readonly<Record<string, CallDefinition>>).flatMap(([name, definition]) => {
    const handler = found[name]
    return handler === undefined ? [] : [[`${feature}.${name}`, { definition, handler }] as const]
  })
}

export interface Asked {
  readonly name: string
  readonly input: unknown
  readonly signal: AbortSignal
}

/** Resolves with the call's output, rejects with an AppError and nothing else. */
export async function answer(deps: AnswerDeps, call: Call | undefined, { name, input, signal }: Asked, execute: (call: Call, input: unknown) => Promise<unknown>): Promise<unknown> {
  try {
    if (call === undefined) {
      deps.noteRefusal('unknown-call')
      throw new AppError('rpc.unknown-call', { name: name.slice(0, 80) })
    }
    const parsed = call.definition.input.safeParse(input)
    if (!parsed.success) {
      deps.noteRefusal('invalid-input', name)
      throw new AppError('rpc.invalid-input', { issues: parsed.error.issues.slice(0, MOST_ISSUES).map((issue) => `${issue.path.join('.')}: ${issue.code}`) })
    }
    const output = await execute(call, parsed.data)
    return deps.checkOutputs ? call.definition.output.parse(output) : output
  } catch (error) {
    const known = signal.aborted ? new AppError('task.cancelled', {}) : (deps.translate?.(error) ?? error)
    if (known instanceof AppError) throw known
    throw new AppError('engine.internal', { reference: deps.reportInternal(name, error) }, { cause: error })
  }
}
