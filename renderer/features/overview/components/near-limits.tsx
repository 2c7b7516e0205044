import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { UsageBar } from '#renderer/components/data/usage-bar.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { everyText } from '#renderer/lib/interval-words.ts'
import { limitsHref } from '#renderer/lib/links.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { plainMoney } from '#renderer/lib/plain-money.ts'
import type { NearLimit } from '../model/spending-needs.ts'
import classes from './overview.module.css'

/** Who comes close to a limit, while there is time to raise it. */
export function NearLimits({ near, more }: { readonly near: readonly NearLimit[]; readonly more: number }) {
  return (
    <>
      <ul className={classes.needs} aria-label="Near a limit">
        {near.map((limit) => <li key={limit.key}><NearRow limit={limit} /></li>)}
      </ul>
      {more > 0 && <Link className={classes.moreNear} href={limitsHref('limits')}>{more === 1 ? 'One more limit is nearly used' : `${more} more limits are nearly used`}</Link>}
    </>
  )
}

function NearRow({ limit: { who, share, used, inForce, interval, resetsAt, isPassed, href } }: { readonly limit: NearLimit }) {
  const formats = useFormats()
  const said = `${plainMoney(used, formats)} of ${plainMoney(inForce, formats)} ${everyText(interval)}`
  return (
    <div className={classes.near}>
      <span className={classes.nearWho}>{who}</span>
      <UsageBar label={`${who}: ${said} used`} share={share} />
      <span className={classes.nearText}>
        <span>{said}</span>
        <span className={classes.faint}>{isPassed ? 'Nothing is left' : `${formats.percent(share)} used`}{resetsAt === null ? '' : `, starts over ${formats.date(momentOf(resetsAt).day)}`}</span>
      </span>
      <Button component={Link} href={href} size="xs" variant="default" aria-label={`Raise the limit of ${who}`}>Raise…</Button>
    </div>
  )
}
