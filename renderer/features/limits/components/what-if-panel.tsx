import { Button, SegmentedControl } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { Link } from 'wouter'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import type { WhatIf, WhatIfCharge } from '#shared/rpc/contract/limits.contract.ts'
import { becauseWords, firstCharge, firstWords, headline, sideWords, totalsWords, unknownWords, WHAT_IF_DAYS, type WhatIfDays } from '../model/what-if-words.ts'
import { limitFigure, type Naming } from '../model/words.ts'
import { useWhatIf, type WhatIfAnswer } from '../use-what-if.ts'
import classes from './panels.module.css'

export interface WhatIfPanelProps {
  /** The last sentence that made sense, as JSON of a PlanEdit. */
  readonly editText: string
  /** The sentence says something else by now, or nothing that can be tried. */
  readonly isStale: boolean
  readonly naming: Naming
}

const DAYS = WHAT_IF_DAYS.map((days) => ({ value: String(days), label: days === 365 ? 'A year' : `${days} days` }))
const LONG_AFTER_MS = 400

/** What the sentence would have done to what really happened. It answers while the sentence is written and stands in nobody's way. */
export function WhatIfPanel({ editText, isStale, naming }: WhatIfPanelProps) {
  const [days, setDays] = useState<WhatIfDays>(90)
  const whatIf = useWhatIf(editText, days)
  const isLong = useDelayed(whatIf.isRunning, LONG_AFTER_MS)
  const { answer } = whatIf
  const choice = <SegmentedControl size="xs" aria-label="How far back" value={String(days)} data={DAYS} onChange={(value) => setDays(WHAT_IF_DAYS.find((one) => String(one) === value) ?? 90)} />
  return (
    <Section title="What if it had been so" actions={choice}>
      {whatIf.error && <ErrorState size="inline" error={whatIf.error} onRetry={whatIf.again} />}
      <div className={classes.answer} data-stale={isStale || whatIf.isRunning || undefined} aria-live="polite" aria-busy={whatIf.isRunning}>
        {answer === null ? <p className={classes.headline}>{whatIf.isRunning ? 'Trying it on what was spent…' : ' '}</p> : <Answer answer={answer} naming={naming} />}
      </div>
      {isLong && <div className={classes.progress}><TaskProgress progress={whatIf.progress} label="Trying it on what was spent" onCancel={whatIf.cancel} /></div>}
      {whatIf.isCancelled && <p className={classes.fine}>Stopped. <Button size="compact-sm" variant="subtle" onClick={whatIf.again}>Try it again</Button></p>}
    </Section>
  )
}

function Answer({ answer: { result, days, plan }, naming }: { readonly answer: WhatIfAnswer; readonly naming: Naming }) {
  const formats = useFormats()
  const titles = plan.limits.map((rules) => `over ${limitFigure(rules, naming)}`)
  const first = firstCharge(result.declined)
  const unknown = unknownWords(result, formats)
  return (
    <>
      <p className={classes.headline} data-declines={result.declined.count > 0 || undefined}>{headline(result, days, formats)}</p>
      {first !== null && <p className={classes.fine}>{firstWords(first, formats, momentOf(first.at).day)}</p>}
      {result.declined.count > 0 && (
        <Fold label={result.declined.count === 1 ? 'Show the charge' : `Show the ${formats.count(result.declined.count)} charges`}>
          {result.perPerson.length > 1 && <PerPerson rows={result.perPerson} />}
          <Charges side={result.declined} titles={titles} />
        </Fold>
      )}
      {result.warned.count > 0 && <Also text={`Told of, and let through: ${sideWords(result.warned, formats)}`} side={result.warned} titles={titles} />}
      {result.released.count > 0 && <Also text={`Declined then, and would go through now: ${sideWords(result.released, formats)}`} side={result.released} titles={titles} />}
      {unknown !== null && <p className={classes.fine}>{unknown}</p>}
    </>
  )
}

interface SideProps {
  readonly side: WhatIf['declined']
  readonly titles: readonly string[]
}

function Also({ text, side, titles }: SideProps & { readonly text: string }) {
  return <Fold label={text}><Charges side={side} titles={titles} /></Fold>
}

function Fold({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [opened, setOpened] = useState(false)
  const id = useId()
  const Icon = opened ? IconChevronDown : IconChevronRight
  return (
    <div>
      <button type="button" className={classes.fold} aria-expanded={opened} aria-controls={id} onClick={() => setOpened((now) => !now)}>
        <Icon size={15} stroke={1.8} aria-hidden /> {label}
      </button>
      <div id={id} hidden={!opened}>{opened && children}</div>
    </div>
  )
}

function PerPerson({ rows }: { readonly rows: WhatIf['perPerson'] }) {
  const formats = useFormats()
  return (
    <p className={classes.fine}>
      {rows.map(({ person, count, totals }) => `${person?.name ?? 'No cardholder'} ${formats.count(count)} (${totalsWords(totals, formats)})`).join(' · ')}
    </p>
  )
}

function Charges({ side, titles }: SideProps) {
  const formats = useFormats()
  return (
    <ul className={classes.charges} aria-label="Charges">
      {side.charges.map((charge, index) => (
        <li key={charge.transactionId ?? `${charge.at} ${index}`}><ChargeLine charge={charge} titles={titles} /></li>
      ))}
      {side.count > side.charges.length && <li className={classes.fine}>and {formats.count(side.count - side.charges.length)} more</li>}
    </ul>
  )
}

function ChargeLine({ charge, titles }: { readonly charge: WhatIfCharge; readonly titles: readonly string[] }) {
  const formats = useFormats()
  const { day } = momentOf(charge.at)
  return (
    <span className={classes.charge}>
      <time dateTime={day} title={formats.instant(charge.at)}>{formats.date(day)}</time>
      {charge.transactionId === null ? <span className={classes.name}>{charge.merchant}</span> : <Link className={classes.name} href={transactionsHref({}, charge.transactionId)}>{charge.merchant}</Link>}
      <span className={classes.quiet}>{charge.person?.name ?? charge.card.name}</span>
      <span className={classes.quiet}>{becauseWords(charge, titles)}</span>
      <MoneyText minor={charge.amount.minor} currency={charge.amount.currency} />
    </span>
  )
}
