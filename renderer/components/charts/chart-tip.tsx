import { MoneyText } from '#renderer/components/money/money-text.tsx'
import classes from './charts.module.css'

export interface ChartTipProps {
  readonly head: string
  readonly items: readonly { readonly name: string; readonly color: string; readonly minor: number }[]
  readonly series: readonly { readonly name: string; readonly label: string }[]
  readonly currency: string
  /** Adds them up at the foot; left out where adding makes no sense. */
  readonly withTotal?: boolean
}

/** What the pointer is over, exact. Pieces of nothing are left out. */
export function ChartTip({ head, items, series, currency, withTotal = true }: ChartTipProps) {
  const shown = items.filter((item) => Number.isFinite(item.minor) && item.minor !== 0)
  return (
    <div className={classes.tip}>
      <div className={classes.tipHead}>{head}</div>
      {shown.map((item) => (
        <div key={item.name} className={classes.tipRow}>
          <span className={classes.swatch} style={{ background: item.color }} aria-hidden />
          <span className={classes.tipName}>{series.find((one) => one.name === item.name)?.label ?? item.name}</span>
          <MoneyText minor={item.minor} currency={currency} />
        </div>
      ))}
      {withTotal && shown.length > 1 && (
        <div className={classes.tipRow} data-total>
          <span className={classes.tipName}>Total</span>
          <MoneyText minor={shown.reduce((sum, item) => sum + item.minor, 0)} currency={currency} />
        </div>
      )}
    </div>
  )
}
