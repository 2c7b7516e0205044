import classes from './charts.module.css'

export interface LegendItem {
  readonly name: string
  readonly label: string
  readonly color: string
}

export function Legend({ series }: { readonly series: readonly LegendItem[] }) {
  return (
    <ul className={classes.legend}>
      {series.map((one) => (
        <li key={one.name}>
          <span className={classes.swatch} style={{ background: one.color }} aria-hidden />
          {one.label}
        </li>
      ))}
    </ul>
  )
}
