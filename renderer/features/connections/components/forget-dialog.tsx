import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS } from '#renderer/lib/links.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { useAttempt } from '../use-attempt.ts'
import classes from './connections.module.css'

/** Everything that came from an issuer goes from this computer: said before, with a button that says it. */
export function ForgetDialog({ connection, onClose }: { readonly connection: Connection | null; readonly onClose: () => void }) {
  return connection === null ? null : <Question key={connection.id} connection={connection} onClose={onClose} />
}

function Question({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const { id, name, waiting, state } = connection
  const formats = useFormats()
  const toasts = useToasts()
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const [evenUnsent, setEvenUnsent] = useState(false)
  const attempt = useAttempt((call) => call.connections.forget)
  const own = (cards.data ?? []).filter((card) => card.connectionId === id)
  const charges = own.reduce((sum, card) => sum + card.transactions, 0)
  const confirm = async () => {
    const gone = await attempt.run({ connectionId: id, evenUnsent })
    if (!gone) return
    onClose()
    toasts.say(`${name} is forgotten: ${plural(gone.cards, 'card', 'cards')} and ${formats.count(gone.transactions)} ${gone.transactions === 1 ? 'charge' : 'charges'} went from this computer`)
    goTo(PATHS.connections, { replace: true })
  }
  const lines = [
    { label: 'Cards', value: formats.count(own.length) },
    { label: 'Charges, with notes and categories', value: formats.count(charges) },
    ...(waiting > 0 ? [{ label: 'Changes never sent', value: formats.count(waiting) }] : []),
    { label: 'At the issuer', value: state === 'signed-out' ? 'Nothing changes' : 'You are signed out, nothing else changes' },
  ]
  return (
    <ConfirmSummary opened title={`Forget ${name}`} lines={lines} confirmLabel={`Forget ${name}`} tone="danger" isRunning={attempt.isRunning} onConfirm={() => void confirm()} onClose={onClose}>
      <p className={classes.hint}>It goes from this computer and cannot be brought back from here. Connecting again fetches what the issuer still has, without what you wrote beside it.</p>
      {waiting > 0 && <Checkbox mt={12} label={waiting === 1 ? 'Give up the change that waits to be sent' : `Give up the ${waiting} changes that wait to be sent`} checked={evenUnsent} onChange={(event) => setEvenUnsent(event.currentTarget.checked)} />}
      {attempt.error && <ErrorState size="inline" error={attempt.error} />}
    </ConfirmSummary>
  )
}
