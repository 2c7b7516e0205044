import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'

export interface InlineNameProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly maxLength: number
  /** Called only when it changed; the empty text clears. */
  readonly onSave: (value: string) => void
}

/** A pencil that becomes a field: Enter or leaving it saves, Esc leaves it as it was. */
export function InlineName({ label, value, placeholder, maxLength, onSave }: InlineNameProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const end = (save: boolean) => {
    if (draft === null) return
    const text = draft.trim()
    setDraft(null)
    if (save && text !== value) onSave(text)
    requestAnimationFrame(() => pencil.current?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end(event.key === 'Enter')
  }
  if (draft === null)
    return (
      <Tooltip label={label}>
        <ActionIcon ref={pencil} aria-label={label} onClick={() => setDraft(value)}>
          <IconPencil size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    )
  return (
    <TextInput
      size="xs"
      w={140}
      aria-label={label}
      placeholder={placeholder}
      value={draft}
      maxLength={maxLength}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={onKeyDown}
    />
  )
}
