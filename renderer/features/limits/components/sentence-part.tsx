import { Popover } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import classes from './sentence.module.css'

export interface SentencePartProps {
  /** What it is and says, for screen readers: "Amount: $2,000". */
  readonly label: string
  /** How it reads in the sentence; null: nothing yet. */
  readonly text: string | null
  /** Said in its place while there is nothing. */
  readonly placeholder: string
  readonly isWrong?: boolean
  /** Just added: it opens by itself. */
  readonly startsOpen?: boolean
  readonly width?: number
  /** Delete takes the part away. */
  readonly onRemove?: () => void
  readonly children: (close: () => void) => ReactNode
}

/** A word of the sentence that can be changed: Enter or a click opens its editor, Esc closes it and the focus is back on the word. */
export function SentencePart({ label, text, placeholder, isWrong = false, startsOpen = false, width = 280, onRemove, children }: SentencePartProps) {
  const [opened, setOpened] = useState(startsOpen)
  const word = useRef<HTMLButtonElement>(null)
  const editor = useRef<HTMLDivElement>(null)
  const wasOpened = useRef(opened)
  useEffect(() => {
    // The popover gives the focus back to what had it before. A part that opened by itself was added by a menu that is gone.
    const focused = document.activeElement
    if (wasOpened.current && !opened && (focused === document.body || editor.current?.contains(focused))) word.current?.focus()
    wasOpened.current = opened
  }, [opened])
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key !== 'Delete' && event.key !== 'Backspace') || onRemove === undefined) return
    event.preventDefault()
    onRemove()
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus offset={6} radius="md" width={width} withinPortal>
      <Popover.Target>
        <button
          ref={word}
          type="button"
          className={classes.part}
          data-empty={text === null || undefined}
          data-wrong={isWrong || undefined}
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
          onKeyDown={onKeyDown}
        >
          {text ?? placeholder}
        </button>
      </Popover.Target>
      <Popover.Dropdown ref={editor} className={classes.editor ?? ''} onKeyDown={keepEscape}>{children(() => setOpened(false))}</Popover.Dropdown>
    </Popover>
  )
}
