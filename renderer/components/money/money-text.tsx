import { Tooltip } from '@mantine/core'
import type { Money } from '#shared/domain/money.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import classes from './money.module.css'

export interface MoneyTextProps {
  readonly minor: number
  readonly currency: string
  /** `transaction`: our sign, a charge reads plain and a credit "+" in green. `figure` (default): the number as it is. */
  readonly kind?: 'transaction' | 'figure'
  /** Italic, with the word. */
  readonly pending?: boolean
  readonly size?: 'sm' | 'md' | 'lg' | 'xl'
  readonly muted?: boolean
}

/** The only way money gets on the screen: exact, tabular, in the locale's form. */
export function MoneyText({ minor, currency, kind = 'figure', pending = false, size = 'md', muted = false }: MoneyTextProps) {
  const formats = useFormats()
  const isCredit = kind === 'transaction' && minor > 0
  return (
    <span className={`ck-figure ${classes.money}`} data-size={size} data-credit={isCredit || undefined} data-muted={muted || undefined} data-pending={pending || undefined} data-selectable>
      {formats.money({ minor, currency }, { sign: kind })}
      {pending && <span className={classes.word}> pending</span>}
    </span>
  )
}

export interface MoneyTotalsProps {
  /** One per currency; never added up across currencies. */
  readonly totals: readonly Money[]
  readonly size?: MoneyTextProps['size']
  readonly muted?: boolean
  /** Shown when there is nothing. */
  readonly empty?: string
}

/** Sums in one or several currencies: the largest first, the others behind "+ 2 more" when they would not fit. */
export function MoneyTotals({ totals, size = 'md', muted = false, empty = '–' }: MoneyTotalsProps) {
  const formats = useFormats()
  const [first, ...rest] = [...totals].sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor))
  if (!first) return <span className={classes.none}>{empty}</span>
  return (
    <span className={classes.totals}>
      <MoneyText {...first} size={size} muted={muted} />
      {rest.length > 0 && (
        <Tooltip label={rest.map((money) => formats.money(money)).join(' · ')}>
          <span className={classes.more} tabIndex={0}>
            + {rest.length === 1 && rest[0] ? formats.money(rest[0]) : `${rest.length} more`}
          </span>
        </Tooltip>
      )}
    </span>
  )
}
