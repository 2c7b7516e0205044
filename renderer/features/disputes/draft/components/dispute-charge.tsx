import { Button } from '@mantine/core'
import { IconFlag3 } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { itemHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import { stageLabel } from '../../model/stage-words.ts'
import { isOpen } from '#shared/domain/disputes/stages.ts'
import { refusalText } from '../model/refusal.ts'
import { useStart } from '../use-start.ts'
import classes from './start.module.css'

/** At the foot of a charge: begins its dispute, leads to the one there is, or says why there can be none and when. */
export function DisputeCharge({ charge }: { readonly charge: Pick<TransactionDetail, 'id' | 'dispute'> }) {
  const asked = useEngineQuery((ask) => ask.disputes.eligibility({ transactionIds: [charge.id] }))
  const { start, isRunning } = useStart()
  const [answer] = asked.data ?? []
  const canStart = answer !== undefined && answer.refusal === null
  const begin = () => start([charge.id])
  useShortcut('d', 'Dispute this charge', begin, { enabled: canStart && !isRunning })
  const { dispute } = charge
  return (
    <span className={classes.foot}>
      {dispute !== null && <span className={classes.known}>Disputed: {stageLabel(dispute.stage).toLowerCase()}</span>}
      {dispute !== null && <Button component={Link} size="compact-md" variant="default" href={itemHref('dispute', dispute.id)}>{dispute.stage === 'draft' ? 'Go on with the draft' : 'Open the dispute'}</Button>}
      {canStart && <Button size="compact-md" variant="default" loading={isRunning} leftSection={<IconFlag3 size={15} stroke={1.6} aria-hidden />} onClick={begin}>{dispute !== null && !isOpen(dispute.stage) ? 'Dispute it again…' : 'Dispute this charge…'}</Button>}
      {answer !== undefined && answer.refusal !== null && answer.refusal !== 'already-disputed' && <span className={classes.why}>{refusalText(answer.refusal)}</span>}
    </span>
  )
}
