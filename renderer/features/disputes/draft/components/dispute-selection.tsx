import { Button, Modal } from '@mantine/core'
import { IconFlag3 } from '@tabler/icons-react'
import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useAsk } from '#renderer/lib/engine-hooks.ts'
import { plural } from '#renderer/lib/formats.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { DisputeEligibility } from '#shared/rpc/contract/disputes.contract.ts'
import { MOST_AT_ONCE, refusedText } from '../model/refusal.ts'
import { useStart } from '../use-start.ts'
import formClasses from '../../../../components/forms/forms.module.css'

/** Several charges at once, a draft for each; those that cannot be disputed are named before the others are begun. */
export function DisputeSelection({ transactionIds }: { readonly transactionIds: readonly number[] }) {
  const ask = useAsk()
  const toasts = useToasts()
  const { start, isRunning } = useStart()
  const [answers, setAnswers] = useState<readonly DisputeEligibility[] | null>(null)
  const [isAsking, setAsking] = useState(false)
  const begin = async () => {
    if (transactionIds.length > MOST_AT_ONCE) {
      toasts.say(`At most ${MOST_AT_ONCE} charges can be disputed at once.`)
      return
    }
    setAsking(true)
    try {
      const found = await ask.disputes.eligibility({ transactionIds: [...transactionIds] }).queryFn()
      if (refusedText(found) === null) start(transactionIds)
      else setAnswers(found)
    } catch (error) {
      toasts.fail(error)
    } finally {
      setAsking(false)
    }
  }
  useShortcut('d', 'Dispute the selection', () => void begin(), { enabled: !isAsking && !isRunning })
  const left = (answers ?? []).filter(({ refusal }) => refusal === null).map(({ transactionId }) => transactionId)
  return (
    <>
      <Button size="compact-md" variant="default" loading={isAsking || isRunning} leftSection={<IconFlag3 size={15} stroke={1.6} aria-hidden />} onClick={() => void begin()}>Dispute</Button>
      <Modal opened={answers !== null} onClose={() => setAnswers(null)} title={left.length === 0 ? 'None of these can be disputed' : 'Not all of these can be disputed'}>
        <p style={{ margin: 0 }}>Of the selection, {refusedText(answers ?? [])}.{(answers ?? []).some(({ refusal }) => refusal === 'pending') && ' What is pending can be disputed once it has posted.'}</p>
        <div className={formClasses.actions}>
          <Button variant="default" onClick={() => setAnswers(null)}>{left.length === 0 ? 'Close' : 'Cancel'}</Button>
          {left.length > 0 && <Button data-autofocus onClick={() => { setAnswers(null); start(left) }}>Begin {plural(left.length, 'dispute', 'disputes')}</Button>}
        </div>
      </Modal>
    </>
  )
}
