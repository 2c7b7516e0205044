import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import classes from './search-field.module.css'

const TYPING_MS = 120

export interface SearchFieldProps {
  /** "Find charges": the field's name, its placeholder, and what `?` says. */
  readonly label: string
  readonly text: string
  /** A moment after the last key. */
  readonly onText: (text: string) => void
}

/** The page's own search: `/` goes to it, Esc empties and then leaves it. */
export function SearchField({ label, text, onText }: SearchFieldProps) {
  const [typed, setTyped] = useState(text)
  const [applied, setApplied] = useState(text)
  const field = useRef<HTMLInputElement>(null)
  // The address changed by itself (back, a link, "Clear all"): the field follows.
  if (applied !== text) {
    setApplied(text)
    setTyped(text)
  }
  useEffect(() => {
    if (typed === applied) return undefined
    const timer = setTimeout(() => {
      setApplied(typed)
      onText(typed)
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, applied, onText])
  useShortcut(['/', 'mod+f'], label, () => field.current?.select())
  return (
    <TextInput
      ref={field}
      className={classes.search ?? ''}
      size="xs"
      placeholder={label}
      aria-label={label}
      maxLength={200}
      leftSection={<IconSearch size={15} stroke={1.6} />}
      rightSection={typed === '' ? null : (
        <Tooltip label="Clear"><ActionIcon size={22} aria-label="Clear the search" onClick={() => setTyped('')}><IconX size={14} stroke={1.8} /></ActionIcon></Tooltip>
      )}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        if (typed === '') event.currentTarget.blur()
        else setTyped('')
      }}
    />
  )
}
