import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import type { Known } from './model/editor-start.ts'

export interface KnownState {
  readonly known: Known | null
  readonly error: AppError | null
  readonly retry: () => void
}

/** Everything the editor begins with: cards, people, what is set for all of them, templates. */
export function useKnown(): KnownState {
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const limits = useEngineQuery((ask) => ask.limits.list({ scope: null }))
  const controls = useEngineQuery((ask) => ask.limits.controls({ scope: null }))
  const templates = useEngineQuery((ask) => ask.limits.templates({}))
  const failed = [cards, people, limits, controls, templates].filter((query) => query.error !== null)
  const isReady = cards.data !== undefined && people.data !== undefined && limits.data !== undefined && controls.data !== undefined && templates.data !== undefined
  return {
    known: isReady ? { cards: cards.data, people: people.data, limits: limits.data, controls: controls.data, templates: templates.data } : null,
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const query of failed) void query.refetch()
    },
  }
}
