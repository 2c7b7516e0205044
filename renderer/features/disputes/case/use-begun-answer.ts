import { useEffect, useRef } from 'react'
import { useEngine } from '#renderer/lib/services.tsx'
import { disputeAnswerDraft } from '#shared/domain/draft-key.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

/** Tells once where an answer to the merchant was begun before and not sent. */
export function useBegunAnswer({ id, can }: Pick<DisputeDetail, 'id' | 'can'>, onBegun: () => void): void {
  const { call } = useEngine()
  const latest = useRef(onBegun)
  useEffect(() => {
    latest.current = onBegun
  })
  useEffect(() => {
    if (!can.respond) return undefined
    let isCurrent = true
    // One that cannot be read now is offered by the form itself.
    call.drafts.get({ key: disputeAnswerDraft(id) }).then((kept) => {
      if (isCurrent && kept !== null) latest.current()
    }, () => undefined)
    return () => {
      isCurrent = false
    }
  }, [call, id, can.respond])
}
