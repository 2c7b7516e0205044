import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCardActions } from '../use-card-actions.ts'
import type { CardDialogProps } from './card-dialogs.tsx'
import classes from './dialogs.module.css'

export function NicknameDialog({ detail, opened, onClose }: CardDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Nickname">
      <Form detail={detail} onClose={onClose} />
    </Modal>
  )
}

function Form({ detail: { card }, onClose }: Pick<CardDialogProps, 'detail' | 'onClose'>) {
  const { rename } = useCardActions()
  const [name, setName] = useState(card.nickname ?? '')
  const save = (event: FormEvent) => {
    event.preventDefault()
    const text = name.trim()
    onClose()
    if (text !== (card.nickname ?? '')) rename(card, text === '' ? null : text)
  }
  return (
    <form onSubmit={save}>
      <TextInput label="What you call it" description="Empty for none: then it goes by its issuer and last digits." data-autofocus maxLength={40} value={name} onFocus={(event) => event.currentTarget.select()} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit">Save</Button>
      </div>
    </form>
  )
}
