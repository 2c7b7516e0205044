import { Button } from '@mantine/core'
import { IconCircleCheck, IconForbid, IconWallet } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { limitEditorHref } from '#renderer/lib/links.ts'
import type { ControlSet, Limit, LimitScope } from '#shared/rpc/contract/limits.contract.ts'
import { byFullness } from '../model/overview.ts'
import { isSetOn, scopeKey } from '../model/targets.ts'
import { controlLines } from '../model/words.ts'
import { useLimitActs } from '../use-limit-acts.ts'
import { useLimitWords } from '../use-limit-words.ts'
import { LimitItem } from './limit-item.tsx'
import { RaiseDialog } from './raise-dialog.tsx'
import classes from './limits.module.css'

export interface LimitsSectionProps {
  readonly scope: LimitScope
  /** Whether limits can be set here at all; a closed card only shows what it had. Default true. */
  readonly canEdit?: boolean
}

/** Limits and controls that bind one card or person: used, left, when it starts over, raises; controls as sentences; the way to change them. */
export function LimitsSection({ scope, canEdit = true }: LimitsSectionProps) {
  const limits = useEngineQuery((ask) => ask.limits.list({ scope }))
  const controls = useEngineQuery((ask) => ask.limits.controls({ scope }))
  const href = limitEditorHref(scope.kind === 'card' ? { cardIds: [scope.id] } : { personIds: [scope.id] })
  const hasAny = (limits.data?.length ?? 0) > 0
  return (
    <Section title="Limits" actions={canEdit && hasAny && <Button component={Link} href={href} size="compact-sm" variant="default">Edit limits</Button>}>
      <QueryView query={limits} skeleton={<Skeleton count={3} />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState size="inline" icon={IconWallet} title="No limit" action={canEdit ? <Button component={Link} href={href} size="sm" variant="default">Set limits</Button> : undefined}>
              {scope.kind === 'card' ? 'This card may spend whatever its account has.' : 'Each of their cards may spend whatever its account has.'}
            </EmptyState>
          ) : (
            <Limits limits={list} scope={scope} />
          )
        }
      </QueryView>
      {controls.data && <Controls sets={controls.data} scope={scope} />}
    </Section>
  )
}

function Limits({ limits, scope }: { readonly limits: readonly Limit[]; readonly scope: LimitScope }) {
  const naming = useLimitWords()
  const acts = useLimitActs()
  const [raising, setRaising] = useState<Limit | null>(null)
  return (
    <>
      <ul className={classes.limits}>
        {byFullness(limits).map((limit) => (
          <li key={limit.key}>
            <LimitItem limit={limit} naming={naming} acts={acts} isOfPerson={scope.kind === 'card' && !isSetOn(limit, scope)} onRaise={setRaising} />
          </li>
        ))}
      </ul>
      <RaiseDialog limit={raising} onRaise={acts.raise} onClose={() => setRaising(null)} />
    </>
  )
}

/** Every set that binds: one's own, and the person's on their card. */
function Controls({ sets, scope }: { readonly sets: readonly ControlSet[]; readonly scope: LimitScope }) {
  const naming = useLimitWords()
  const lines = sets.flatMap((set) => controlLines(set, naming).map((line) => ({ key: `${scopeKey(set.scope)} ${line}`, line, whose: set.scope.kind === scope.kind ? null : set.who, isWaiting: set.waiting })))
  if (lines.length === 0)
    return (
      <ul className={classes.controls} aria-label="Where it may be used">
        <li><IconCircleCheck size={15} stroke={1.7} aria-hidden /> <span className={classes.who}>Anywhere, on anything</span></li>
      </ul>
    )
  return (
    <ul className={classes.controls} aria-label="Where it may be used">
      {lines.map(({ key, line, whose, isWaiting }) => (
        <li key={key}>
          <IconForbid size={15} stroke={1.7} aria-hidden />
          <span>{line}{whose !== null && <span className={classes.who}> (all cards of {whose})</span>}</span>
          {isWaiting && <span className={classes.tag}>not sent yet</span>}
        </li>
      ))}
    </ul>
  )
}
