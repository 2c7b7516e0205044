import { Button } from '@mantine/core'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { itemHref, PATHS } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

/** It has not left this computer: it is a draft again, and can be sent again. */
export function TakeBack({ detail }: { readonly detail: DisputeDetail }) {
  const toasts = useToasts()
  const withdraw = useEngineCommand((call) => call.disputes.withdraw)
  const run = () => {
    withdraw.run({ disputeId: detail.id }).then(() => toasts.say('It is a draft again'), toasts.fail)
  }
  return <Button variant="default" loading={withdraw.isRunning} onClick={run}>Take it back</Button>
}

/** One that its issuer does not have any more: off the board, and back on it as long as somebody looks. */
export function PutAside({ detail }: { readonly detail: DisputeDetail }) {
  const toasts = useToasts()
  const discard = useEngineCommand((call) => call.disputes.discard)
  const restore = useEngineCommand((call) => call.disputes.restore)
  const of = { disputeId: detail.id }
  const run = () => {
    discard.run(of).then(() => {
      goTo(PATHS.disputes)
      toasts.undo(`The dispute about ${detail.charge.merchant} is put aside`, async () => {
        await restore.run(of)
        goTo(itemHref('dispute', detail.id))
      })
    }, toasts.fail)
  }
  return <Button variant="default" loading={discard.isRunning} onClick={run}>Put it aside</Button>
}
