import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { goTo } from '#renderer/lib/hash-location.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { viewHref } from '../model/address.ts'
import { useAttempt } from '../use-attempt.ts'
import { FormProblem } from './form-problem.tsx'
import classes from './connections.module.css'

/** An issuer by its address. It is asked who it is before anything is kept. */
export function ConnectDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Connect an issuer">
      <Form onClose={onClose} onConnected={(connection) => goTo(viewHref(connection.id, 'sign-in'))} />
    </Modal>
  )
}

function Form({ onClose, onConnected }: { readonly onClose: () => void; readonly onConnected: (connection: Connection) => void }) {
  const [url, setUrl] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const attempt = useAttempt((call) => call.connections.addGateway)
  useEffect(() => {
    if (attempt.error) field.current?.select()
  }, [attempt.error])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsMissing(url.trim() === '')
    if (url.trim() === '') return
    const connection = await attempt.run({ url: url.trim() })
    if (!connection) return
    onClose()
    onConnected(connection)
  }
  const { error } = attempt
  const refused = AppError.is(error, 'validation.failed') ? error.details.reason : undefined
  return (
    <form className={classes.dialog} onSubmit={(event) => void submit(event)} noValidate>
      <p className={classes.lead}>The address of an issuer that offers sign-in for programs. Yours tells it on its site, or its support does.</p>
      <TextInput ref={field} label="Address" placeholder="https://" inputMode="url" autoComplete="url" spellCheck={false} data-autofocus maxLength={500} value={url} onChange={(event) => { setUrl(event.currentTarget.value); attempt.clear(); setIsMissing(false) }} error={isMissing ? 'Type the address.' : refused} />
      {refused === undefined && <FormProblem error={error} until={attempt.until} />}
      <p className={classes.hint}>Only a connection that proves who is at the other end is used. Nothing is kept until the issuer has said who it is.</p>
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={attempt.isRunning}>Connect</Button>
      </div>
    </form>
  )
}
