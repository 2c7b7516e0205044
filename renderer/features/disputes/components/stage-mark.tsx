import { IconAlertCircle, IconCircleCheck, IconCircleDashed, IconCircleX, IconClockHour4, IconMessageReply } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import { stageTone, standingLabel, type StageTone } from '../model/stage-words.ts'
import classes from './stage-mark.module.css'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly 'aria-hidden'?: boolean }>

const ICONS: Readonly<Record<StageTone, Icon>> = { quiet: IconCircleDashed, going: IconClockHour4, attention: IconAlertCircle, good: IconCircleCheck, danger: IconCircleX }

/** How it stands: an icon and a word, coloured only where it is good, bad or waits for you. */
export function StageMark({ dispute }: { readonly dispute: Pick<DisputeRow, 'stage' | 'problem' | 'nextStep'> }) {
  const tone = stageTone(dispute)
  const Mark = dispute.problem === null && dispute.stage === 'merchant-response' ? IconMessageReply : ICONS[tone]
  return (
    <span className={classes.mark} data-tone={tone}>
      <Mark size={16} stroke={1.7} aria-hidden />
      {standingLabel(dispute)}
    </span>
  )
}
