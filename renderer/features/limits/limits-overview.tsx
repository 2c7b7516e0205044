import { Button } from '@mantine/core'
import { IconWallet } from '@tabler/icons-react'
import { Link, useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref, PATHS } from '#renderer/lib/links.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { LimitTable } from './components/limit-table.tsx'
import { OverviewFilters } from './components/overview-filters.tsx'
import { byFullness, isFiltered, overviewHref, overviewSentence, readOverview, shownLimits, unlimitedCards, type OverviewView } from './model/overview.ts'
import { limitTitle } from './model/words.ts'
import { useLimitWords } from './use-limit-words.ts'
import classes from './components/limits.module.css'

/** Every limit, the fullest first: found, compared, raised, and edited many at a time. The address holds what is shown. */
export function LimitsOverview() {
  const limits = useEngineQuery((ask) => ask.limits.list({ scope: null }))
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  return (
    <QueryView query={limits} skeleton={<Skeleton count={8} />}>
      {(all) => (all.length === 0 ? <NoLimits cards={cards.data ?? []} /> : <AllLimits limits={all} cards={cards.data ?? []} />)}
    </QueryView>
  )
}

interface AllProps {
  readonly limits: readonly Limit[]
  readonly cards: readonly Card[]
}

function AllLimits({ limits, cards }: AllProps) {
  const formats = useFormats()
  const naming = useLimitWords()
  const view = readOverview(useSearch())
  const change = (part: Partial<OverviewView>, replace = false) => goTo(overviewHref({ ...view, ...part }), { replace })
  const shown = byFullness(
    shownLimits(limits, view, {
      titleOf: (limit) => limitTitle(limit, naming),
      cardsOf: (personId) => cards.filter((card) => card.cardholder?.id === personId).map(({ id }) => id),
    }),
  )
  const without = unlimitedCards(cards, limits)
  return (
    <>
      <OverviewFilters view={view} cards={cards} onChange={change} />
      <p className={classes.sentence}>{overviewSentence(shown, formats.count)}</p>
      {without.length > 0 && !isFiltered(view) && (
        <p className={classes.unlimited}>
          {plural(without.length, 'card has', 'cards have', formats.count(without.length))} no limit.
          <Button component={Link} href={limitEditorHref({ cardIds: without.map(({ id }) => id) })} size="compact-sm" variant="subtle">Set limits</Button>
        </p>
      )}
      {shown.length === 0 ? (
        <EmptyState size="inline" icon={IconWallet} title="No limit fits" action={<Button size="sm" variant="default" onClick={() => goTo(PATHS.limits)}>Show all limits</Button>}>
          {view.isNear ? 'Nothing is used up or nearly so among these.' : 'Look for another name, or show all of them.'}
        </EmptyState>
      ) : (
        <LimitTable key={overviewHref(view)} limits={shown} naming={naming} />
      )}
    </>
  )
}

function NoLimits({ cards }: { readonly cards: readonly Card[] }) {
  const usable = unlimitedCards(cards, [])
  const action = usable.length === 0 ? (
    <Button component={Link} href={PATHS.cards}>Cards</Button>
  ) : (
    <Button component={Link} href={limitEditorHref({ cardIds: usable.map(({ id }) => id) })}>Set limits of {plural(usable.length, 'card', 'cards')}</Button>
  )
  return (
    <EmptyState icon={IconWallet} title="No limits yet" action={action}>
      {usable.length === 0 ? 'Limits are set on cards and people, and there are no cards yet.' : 'Each card may spend whatever its account has. Before a limit is set you see what it would have declined.'}
    </EmptyState>
  )
}
