import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import classes from '../employees.module.css'

/** Somebody whose cards come from statement files: a name is all there is to know. */
export function AddPerson() {
  const toasts = useToasts()
  const create = useEngineCommand((call) => call.employees.create)
  const [name, setName] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = name?.trim() ?? ''
    if (text === '') return
    create.run({ name: text }).then(() => setName(null), toasts.fail)
  }
  if (name === null)
    return (
      <Button variant="subtle" color="gray" size="xs" leftSection={<IconPlus size={15} stroke={1.8} />} onClick={() => setName('')}>
        Add by name
      </Button>
    )
  return (
    <form onSubmit={submit} className={classes.addForm}>
      <TextInput size="xs" aria-label="Name of the employee" placeholder="Name" value={name} maxLength={120} autoFocus onChange={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setName(null) } }} />
      <Button type="submit" size="xs" loading={create.isRunning} disabled={name.trim() === ''}>Add</Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => setName(null)}>Cancel</Button>
      <span className={classes.faint}>For cards that come from statement files.</span>
    </form>
  )
}
