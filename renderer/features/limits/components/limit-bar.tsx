import { UsageBar } from '#renderer/components/data/usage-bar.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useNow } from '#renderer/lib/use-now.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { fullnessOf, resetWords, shareOf, usedWords } from '../model/bar.ts'
import classes from './limits.module.css'

export interface LimitBarProps {
  readonly limit: Pick<Limit, 'used' | 'inForce' | 'left' | 'interval' | 'resetsAt'>
}

const FULL_WORDS = { fine: null, near: 'nearly used up', over: 'used up' } as const

/** How full a limit is: a bar with its words, "$1,600.00 of $2,000.00 · $400.00 left · resets in 9 days". */
export function LimitBar({ limit }: LimitBarProps) {
  const formats = useFormats()
  const { used, left } = usedWords(limit, formats.money)
  const fullness = fullnessOf(limit)
  const word = FULL_WORDS[fullness]
  const isPerCharge = limit.interval === 'per-charge'
  return (
    <span className={classes.bar}>
      {!isPerCharge && <UsageBar label={`${used} used, ${left}`} share={shareOf(limit)} />}
      <span className={`ck-figure ${classes.barWords}`} data-fullness={fullness}>
        <span>{used}</span>
        <span className={classes.left}>{word === null || limit.left.minor < 0 ? left : `${word}, ${left}`}</span>
        <ResetsIn resetsAt={limit.resetsAt} />
      </span>
    </span>
  )
}

/** "resets in 9 days" with the exact time as its title; nothing where it never does. */
export function ResetsIn({ resetsAt }: { readonly resetsAt: number | null }) {
  const formats = useFormats()
  const now = useNow(60_000)
  const words = resetWords(resetsAt, now)
  if (words === null || resetsAt === null) return null
  return <time className={classes.resets} dateTime={new Date(resetsAt).toISOString()} title={formats.instant(resetsAt)}>{words}</time>
}
