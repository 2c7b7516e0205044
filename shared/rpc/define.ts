/**
 * How a call is declared. One declaration types both ends, names the wire and checks the input at run time.
 *
 * - `query`: reads; the handler gets a database that cannot write.
 * - `command`: changes something; the handler runs inside one transaction together with its audit row.
 * - `task`: long work with progress and cancel; it decides itself what goes into one transaction.
 * - `session`: about the vault itself, the only calls that work while it is locked; no database. May take long: it can tell progress as a task does.
 */
import type { z } from 'zod'

export type CallKind = 'query' | 'command' | 'task' | 'session'

export interface CallDefinition<K extends CallKind = CallKind, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: K
  /** Of a command that is no act of the person's, and so leaves nothing in the audit trail. */
  readonly isUnrecorded?: true
  /**
   * Whether a person has to have given the passphrase or the PIN a short while ago (settings.presenceMinutes); otherwise the engine refuses with
   * `presence.required`, and the same call made again after `vault.confirmPresence` goes through. A function where that depends on the parsed input.
   */
  readonly presence?: true | ((input: unknown) => boolean)
  readonly input: I
  readonly output: O
}

interface Shapes<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I
  readonly output: O
  readonly presence?: true | ((input: z.output<I>) => boolean)
}

/** A predicate is only ever asked about an input that was parsed with this very schema. */
const declared = <K extends CallKind, I extends z.ZodType, O extends z.ZodType>(kind: K, { input, output, presence }: Shapes<I, O>): CallDefinition<K, I, O> =>
  presence === undefined ? { kind, input, output } : { kind, input, output, presence: presence as true | ((input: unknown) => boolean) }

export const query = <I extends z.ZodType, O extends z.ZodType>(shapes: Shapes<I, O>): CallDefinition<'query', I, O> => declared('query', shapes)
export const command = <I extends z.ZodType, O extends z.ZodType>(shapes: Shapes<I, O>): CallDefinition<'command', I, O> => declared('command', shapes)
export const unrecorded = <I extends z.ZodType, O extends z.ZodType>(shapes: Shapes<I, O>): CallDefinition<'command', I, O> => ({ ...declared('command', shapes), isUnrecorded: true })
export const task = <I extends z.ZodType, O extends z.ZodType>(shapes: Shapes<I, O>): CallDefinition<'task', I, O> => declared('task', shapes)
export const session = <I extends z.ZodType, O extends z.ZodType>(shapes: Shapes<I, O>): CallDefinition<'session', I, O> => declared('session', shapes)

export type InputOf<D> = D extends CallDefinition<CallKind, infer I, z.ZodType> ? z.input<I> : never
export type ParsedInputOf<D> = D extends CallDefinition<CallKind, infer I, z.ZodType> ? z.output<I> : never
export type OutputOf<D> = D extends CallDefinition<CallKind, z.ZodType, infer O> ? z.output<O> : never

/** Progress of a task. `total` is null while it is not known. */
export interface TaskProgress {
  readonly done: number
  readonly total: number | null
  readonly label: string
}

/** The part of an AbortSignal that is needed here, where neither Node's nor the DOM's types exist. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
}

export interface TaskOptions {
  readonly signal?: CancelSignal
  readonly onProgress?: (progress: TaskProgress) => void
}

type ClientCall<D> = D extends CallDefinition<'task'> | CallDefinition<'session'>
  ? (input: InputOf<D>, options?: TaskOptions) => Promise<OutputOf<D>>
  : (input: InputOf<D>) => Promise<OutputOf<D>>

/** What a caller sees: `engine.cards.list({})`. */
export type ClientOf<C> = { readonly [F in keyof C]: { readonly [N in keyof C[F]]: ClientCall<C[F][N]> } }
