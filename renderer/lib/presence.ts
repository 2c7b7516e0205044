/**
 * Some calls are only carried out for a person who has just shown who they are: the engine refuses them with `presence.required`.
 * Every call goes through here, so no page knows of it: a refused one opens the question, and is made again once it is answered.
 */
import type { EngineClient } from '#shared/rpc/client.ts'
import type { TaskOptions } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'

/** The question who is there. Calls that are refused at the same time share one. */
export interface Presence {
  /** Resolves to whether the person showed it; at once to false where nobody can put the question. */
  ask(): Promise<boolean>
  /** Whether it stands open. */
  readonly isAsked: boolean
  answer(isShown: boolean): void
  /** For the dialog that puts it. Returns the function that stops listening. */
  subscribe(listener: () => void): () => void
}

export function createPresence(): Presence {
  const listeners = new Set<() => void>()
  let question: { readonly promise: Promise<boolean>; readonly resolve: (isShown: boolean) => void } | undefined
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    ask() {
      if (listeners.size === 0) return Promise.resolve(false)
      if (!question) {
        question = Promise.withResolvers<boolean>()
        tell()
      }
      return question.promise
    },
    get isAsked() {
      return question !== undefined
    },
    answer(isShown) {
      const answered = question
      question = undefined
      answered?.resolve(isShown)
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

type AnyCall = (input: unknown, options?: TaskOptions) => Promise<unknown>

/** The same engine, asking for presence where a call needs it. A call whose question is not answered rejects as it was refused. */
export function withPresence(engine: EngineClient, presence: Pick<Presence, 'ask'>): EngineClient {
  const calls = engine.call as unknown as Readonly<Record<string, Readonly<Record<string, AnyCall>>>>
  const guarded = (feature: string, name: string): AnyCall => async (input, options) => {
    const make = () => calls[feature]?.[name]?.(input, options)
    try {
      return await make()
    } catch (error) {
      if (!AppError.is(error, 'presence.required') || !(await presence.ask())) throw error
    }
    return make()
  }
  const call = new Proxy({}, { get: (_features, feature: string) => new Proxy({}, { get: (_calls, name: string) => guarded(feature, name) }) })
  return {
    call: call as EngineClient['call'],
    attach: (wire) => engine.attach(wire),
    detach: () => engine.detach(),
    get attached() {
      return engine.attached
    },
    on: (name, listener) => engine.on(name, listener),
  }
}
