import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import classes from './connections.module.css'

export function RenameDialog({ connection, onClose }: { readonly connection: Connection | null; readonly onClose: () => void }) {
  return (
    <Modal opened={connection !== null} onClose={onClose} title="Rename the connection">
      {connection && <Form connection={connection} onClose={onClose} />}
    </Modal>
  )
}

function Form({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const [name, setName] = useState(connection.name)
  const toasts = useToasts()
  const rename = useEngineCommand((call) => call.connections.rename)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const text = name.trim()
    if (text === '') return
    try {
      await rename.run({ connectionId: connection.id, name: text })
      onClose()
      if (text !== connection.name) toasts.undo(`Renamed to ${text}`, () => rename.run({ connectionId: connection.id, name: connection.name }))
    } catch {
      // Said in the form.
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextInput label="Name" data-autofocus maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()} />
      {rename.error && <ErrorState size="inline" error={rename.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={rename.isRunning} disabled={name.trim() === ''}>Rename</Button>
      </div>
    </form>
  )
}
