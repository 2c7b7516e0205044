import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { DataTable, type Column } from '#renderer/components/data/data-table.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref, limitEditorHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { endWords, shareOf } from '../model/bar.ts'
import { countWords, scopeKey } from '../model/targets.ts'
import { limitName, limitTitle, type Naming } from '../model/words.ts'
import { useLimitActs } from '../use-limit-acts.ts'
import { LimitBar } from './limit-bar.tsx'
import { RaiseDialog } from './raise-dialog.tsx'
import classes from './limits.module.css'

export interface LimitTableProps {
  readonly limits: readonly Limit[]
  readonly naming: Naming
}

const STEP = 100

/** The limits in rows; those chosen are edited together. */
export function LimitTable({ limits, naming }: LimitTableProps) {
  const acts = useLimitActs()
  const [raising, setRaising] = useState<Limit | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [most, setMost] = useState(STEP)
  const shown = limits.slice(0, most)
  const selected = limits.filter((limit) => chosen.has(scopeKey(limit.scope)))
  const toggle = ({ scope }: Limit) => setChosen(toggled(chosen, scopeKey(scope)))
  useShortcut('Escape', 'Drop the selection', () => setChosen(new Set()), { enabled: selected.length > 0 && raising === null })
  return (
    <>
      <div className={classes.table}>
        <DataTable
          caption="Limits"
          rows={shown}
          getKey={(limit) => limit.key}
          columns={columns({ naming, chosen, isAll: selected.length === limits.length, onToggle: toggle, onAll: (all) => setChosen(new Set(all ? limits.map(({ scope }) => scopeKey(scope)) : [])), onRaise: setRaising })}
        />
      </div>
      {limits.length > shown.length && <Button size="compact-sm" variant="subtle" onClick={() => setMost(most + STEP)}>Show more ({limits.length - shown.length})</Button>}
      {selected.length > 0 && <SelectionBar limits={selected} onDrop={() => setChosen(new Set())} />}
      <RaiseDialog limit={raising} onRaise={acts.raise} onClose={() => setRaising(null)} />
    </>
  )
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

interface ColumnParts {
  readonly naming: Naming
  readonly chosen: ReadonlySet<string>
  readonly isAll: boolean
  readonly onToggle: (limit: Limit) => void
  readonly onAll: (all: boolean) => void
  readonly onRaise: (limit: Limit) => void
}

function columns({ naming, chosen, isAll, onToggle, onAll, onRaise }: ColumnParts): readonly Column<Limit>[] {
  return [
    {
      key: 'who',
      header: <span className={classes.whoCell}><Checkbox size="xs" aria-label="Select all" checked={isAll} indeterminate={chosen.size > 0 && !isAll} onChange={(event) => onAll(event.currentTarget.checked)} /> Who</span>,
      cell: (limit) => (
        <span className={classes.whoCell}>
          <Checkbox size="xs" aria-label={`Select ${limit.who}`} checked={chosen.has(scopeKey(limit.scope))} onChange={() => onToggle(limit)} />
          <Who limit={limit} />
        </span>
      ),
    },
    { key: 'what', header: 'Limit', sortBy: (limit) => limitTitle(limit, naming), cell: (limit) => <What limit={limit} naming={naming} /> },
    { key: 'used', header: 'Used', width: '44%', sortBy: shareOf, cell: (limit) => <div className={classes.usedCell}><LimitBar limit={limit} /></div> },
    { key: 'raise', header: '', align: 'right', cell: (limit) => limit.can.raise && <Button size="compact-xs" variant="default" aria-label={`Raise the ${limitName(limit, naming)} of ${limit.who}`} onClick={() => onRaise(limit)}>Raise…</Button> },
  ]
}

function What({ limit, naming }: { readonly limit: Limit; readonly naming: Naming }) {
  const formats = useFormats()
  return (
    <span className={classes.what}>
      {limitTitle(limit, naming)}
      {limit.raise !== null && <span className={classes.tag} title={limit.raise.reason ?? undefined}>raised until {endWords(limit.raise.until, formats)}</span>}
      {limit.kept === 'here' ? <span className={classes.tag}>watched here</span> : limit.mode === 'warn' && <span className={classes.tag}>only told</span>}
      {limit.waitingFor !== null && <span className={classes.tag}>not confirmed yet</span>}
    </span>
  )
}

/** The person first; which card of theirs under it. */
function Who({ limit: { scope, who } }: { readonly limit: Limit }) {
  const comma = scope.kind === 'card' ? who.indexOf(', ') : -1
  return (
    <span className={classes.whoText}>
      <Link className={classes.whoLink} href={itemHref(scope.kind === 'card' ? 'card' : 'person', scope.id)}>{comma === -1 ? who : who.slice(0, comma)}</Link>
      <span className={classes.whoCard}>{comma === -1 ? (scope.kind === 'card' ? '' : 'all cards together') : who.slice(comma + 2)}</span>
    </span>
  )
}

/** What is chosen, and what to do with it. */
function SelectionBar({ limits, onDrop }: { readonly limits: readonly Limit[]; readonly onDrop: () => void }) {
  const idsOf = (kind: Limit['scope']['kind']) => [...new Set(limits.filter(({ scope }) => scope.kind === kind).map(({ scope }) => scope.id))]
  const targets = { cardIds: idsOf('card'), personIds: idsOf('cardholder') }
  return (
    <div className={classes.selection} role="region" aria-label="Selection">
      <span>{countWords(targets)} chosen</span>
      <span className={classes.space} />
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDrop}>Drop</Button>
      <Button component={Link} href={limitEditorHref(targets)} size="compact-sm">Edit limits of {countWords(targets)}</Button>
    </div>
  )
}
