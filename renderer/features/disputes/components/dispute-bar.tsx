import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from 'wouter'
import { PATHS } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { LastDay } from '../draft/components/last-day.tsx'
import classes from './dispute-bar.module.css'

/** Stays in sight above the page: where one is, and until when, for as long as it has not left. */
export function DisputeBar({ detail }: { readonly detail: DisputeDetail }) {
  return (
    <>
      <nav className={classes.back} aria-label="Where you are">
        <Link href={PATHS.disputes} className={classes.backLink}><IconArrowLeft size={16} stroke={1.7} aria-hidden /> Disputes</Link>
        <span className={classes.here}>{detail.charge.merchant}</span>
      </nav>
      <LastDay detail={detail} />
    </>
  )
}
