import { Button } from '@mantine/core'
import { IconArrowRight, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useNow } from '#renderer/lib/use-now.ts'
import type { Limit, PlanRow } from '#shared/rpc/contract/limits.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { momentWords } from '../model/bar.ts'
import { controlChanges, isChanging, limitLine, refusedWords, rowsSentence, underUsedWords, type DiffLine } from '../model/diff-words.ts'
import { isSetOn, scopeKey } from '../model/targets.ts'
import { untilOf, untilWords } from '../model/until.ts'
import type { Naming } from '../model/words.ts'
import classes from './panels.module.css'

export interface PlanPreviewProps {
  readonly rows: readonly PlanRow[] | undefined
  readonly error: AppError | null
  readonly onRetry: () => void
  readonly isStale: boolean
  readonly naming: Naming
  /** Everything that is set now, to say until when one that is used up stops. */
  readonly limits: readonly Limit[]
}

const FIRST_SHOWN = 20

/** Who and how many it touches, before and after; those that cannot be changed say why. */
export function PlanPreview({ rows, error, onRetry, isStale, naming, limits }: PlanPreviewProps) {
  const [isAll, setAll] = useState(false)
  if (rows === undefined) return <Section title="Who it touches">{error ? <ErrorState size="inline" error={error} onRetry={onRetry} /> : <Skeleton count={2} />}</Section>
  const ordered = rows.toSorted((a, b) => rank(a) - rank(b))
  const shown = isAll ? ordered : ordered.slice(0, FIRST_SHOWN)
  return (
    <Section title="Who it touches" aside={rowsSentence(rows)}>
      {error && <ErrorState size="inline" error={error} onRetry={onRetry} />}
      <ul className={classes.rows} aria-label="Before and after" data-stale={isStale || undefined}>
        {shown.map((row) => (
          <li key={`${scopeKey(row.target)} ${row.connectionId}`}><Row row={row} naming={naming} limits={limits} /></li>
        ))}
      </ul>
      {ordered.length > shown.length && <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>Show all {ordered.length}</Button>}
    </Section>
  )
}

/** What needs a look first: used up, then changing, refused, as it is. */
function rank(row: PlanRow): number {
  if (row.limits.some(({ isUnderUsed }) => isUnderUsed)) return 0
  if (isChanging(row)) return 1
  return row.refused !== null && row.refused !== 'nothing-changes' ? 2 : 3
}

function Row({ row, naming, limits }: { readonly row: PlanRow; readonly naming: Naming; readonly limits: readonly Limit[] }) {
  return (
    <div className={classes.row}>
      <span className={classes.who}>{row.who}</span>
      <div className={classes.lines}>
        {row.refused !== null && <span className={classes.quiet}>{refusedWords(row.refused)}</span>}
        {row.limits.map((limit) => (
          <LimitDiff key={`${limit.key} ${limit.does} ${limit.after?.interval} ${limit.after?.categories?.join()}`} row={row} limit={limit} naming={naming} limits={limits} />
        ))}
        {row.controls?.isChanged && <ControlDiff controls={row.controls} naming={naming} />}
        {row.kept === 'here' && row.limits.some(({ after }) => after !== null) && <span className={classes.quiet}>Kept here: no issuer limits this one. It tells you when it is passed, and declines nothing.</span>}
      </div>
    </div>
  )
}

interface LimitDiffProps {
  readonly row: PlanRow
  readonly limit: PlanRow['limits'][number]
  readonly naming: Naming
  readonly limits: readonly Limit[]
}

function LimitDiff({ row, limit, naming, limits }: LimitDiffProps) {
  const formats = useFormats()
  const now = useNow(60_000)
  const own = limits.filter((one) => isSetOn(one, row.target))
  const until = limit.after === null ? null : untilWords(untilOf(limit.after, own, now), (at) => momentWords(at, formats))
  return (
    <>
      <Line line={limitLine(limit, naming)} />
      {limit.isUnderUsed && <span className={classes.over}>{underUsedWords(limit, until, naming)}</span>}
    </>
  )
}

const MARKS = { create: { icon: IconPlus, word: 'New' }, change: { icon: IconPencil, word: 'Changed' }, remove: { icon: IconMinus, word: 'Taken away' }, keep: { icon: null, word: 'As it is' } } as const

function Line({ line: { does, before, after } }: { readonly line: DiffLine }) {
  return (
    <Marked does={does}>
      {does === 'change' ? <><s className={classes.quiet}>{before}</s> <IconArrowRight size={13} stroke={1.8} aria-label="to" /> <span>{after}</span></> : does === 'remove' ? <s className={classes.quiet}>{before}</s> : <span className={does === 'keep' ? classes.quiet : undefined}>{after ?? before}</span>}
    </Marked>
  )
}

function Marked({ does, children }: { readonly does: DiffLine['does']; readonly children: ReactNode }) {
  const { icon: Icon, word } = MARKS[does]
  return (
    <span className={classes.line} data-does={does}>
      <span className={classes.mark}>{Icon && <Icon size={13} stroke={2} aria-hidden />} {word}</span>
      <span>{children}</span>
    </span>
  )
}

function ControlDiff({ controls, naming }: { readonly controls: NonNullable<PlanRow['controls']>; readonly naming: Naming }) {
  const { gone, come } = controlChanges(controls, naming)
  return (
    <>
      {gone.map((line) => <Marked key={line} does="remove"><s className={classes.quiet}>{line}</s></Marked>)}
      {come.map((line) => <Marked key={line} does="create">{line}</Marked>)}
    </>
  )
}
