import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react'
import type { ChangeGroup } from '../model/change-words.ts'
import classes from './pill.module.css'

const ICONS = { 'needs-you': IconAlertTriangle, waiting: IconClock, settled: IconCircleCheck } as const

export function ChangeIcon({ group }: { readonly group: ChangeGroup }) {
  const Icon = ICONS[group]
  return <span className={classes.changeIcon} data-group={group}><Icon size={16} stroke={1.7} aria-hidden /></span>
}
