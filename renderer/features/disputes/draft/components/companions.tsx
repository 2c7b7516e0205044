import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { draftHref } from '../model/address.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import classes from './draft-head.module.css'

export interface CompanionsProps {
  readonly detail: DisputeDetail
  /** Drafts that were begun together with this one. */
  readonly ids: readonly number[]
  readonly edit: DraftEdit
}

/** Several charges for one reason: told once, and used for all of them. */
export function Companions({ detail, ids, edit }: CompanionsProps) {
  const toasts = useToasts()
  const formats = useFormats()
  const copy = useEngineCommand((call) => call.disputes.copyTo)
  const board = useEngineQuery((ask) => ask.disputes.board({ scope: { cardIds: null } }))
  const others = (board.data?.rows ?? []).filter((row) => ids.includes(row.id) && row.id !== detail.id && row.stage === 'draft')
  const [next] = others
  if (next === undefined) return null
  const use = async () => {
    if (!(await edit.flush())) return
    copy.run({ disputeId: detail.id, to: others.map(({ id }) => id) }).then(() => toasts.say(`Used for ${plural(others.length, 'other draft', 'other drafts')}. Each is sent by itself.`), toasts.fail)
  }
  const rest = [next.id, ...others.slice(1).map(({ id }) => id), detail.id]
  return (
    <div className={classes.companions} role="note">
      <span>
        Begun together with {others.map(({ charge }) => `${charge.merchant} (${formats.date(charge.on)}, ${formats.money(charge.amount)})`).slice(0, 3).join(', ')}
        {others.length > 3 && ` and ${others.length - 3} more`}.
      </span>
      <Button component={Link} size="compact-sm" variant="subtle" href={draftHref(rest) ?? ''}>Next one</Button>
      <Button size="compact-sm" variant="default" loading={copy.isRunning} onClick={() => void use()}>Use this for {others.length === 1 ? 'it' : 'them'} too</Button>
    </div>
  )
}
