/** Which cards every page speaks about. The switcher sets it (app/scope-provider.tsx); pages read it. */
import { createContext, use } from 'react'
import type { Card, CardGroup } from '#shared/rpc/contract/cards.contract.ts'
import type { Scope } from '#shared/rpc/contract/common.ts'

export interface ScopeState {
  /** For the contract's `scope` inputs. */
  readonly scope: Scope
  /** null: all cards. */
  readonly cardIds: readonly number[] | null
  /** The chosen cards in the switcher's order; every card when the scope is all. */
  readonly cards: readonly Card[]
  readonly allCards: readonly Card[]
  readonly groups: readonly CardGroup[]
  /** "All cards", "Dana Reyes ·· 1008", "Field sales", "3 cards of Dana Reyes". */
  readonly label: string
  readonly setScope: (cardIds: readonly number[] | null) => void
}

export const ScopeContext = createContext<ScopeState | null>(null)

export function useScope(): ScopeState {
  const scope = use(ScopeContext)
  if (!scope) throw new Error('Scope is provided by the shell')
  return scope
}
