import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { reconciliationOf } from '../model/paper.ts'
import classes from './statements.module.css'

/** Whether the lines explain the balance: a word with its sign, never the colour alone. */
export function ReconciledMark({ statement }: { readonly statement: Statement }) {
  const formats = useFormats()
  const state = reconciliationOf(statement)
  if (state === 'no-opening' || state === 'no-start') {
    return <span className={classes.mark}><IconCircleDashed size={16} stroke={1.8} aria-hidden /> Not compared</span>
  }
  if (state === 'reconciled') {
    return <span className={classes.mark} data-tone="good"><IconCircleCheck size={16} stroke={1.8} aria-hidden /> Adds up</span>
  }
  const off = formats.money({ minor: Math.abs(statement.differenceMinor ?? 0), currency: statement.currency })
  return <span className={classes.mark} data-tone="attention"><IconAlertTriangle size={16} stroke={1.8} aria-hidden /> Off by {off}</span>
}
