import { Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { DraftOffer } from '#renderer/components/forms/draft-offer.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useKeptDraft } from '#renderer/lib/use-kept-draft.ts'
import { noteDraft } from '#shared/domain/draft-key.ts'
import classes from './charge-drawer.module.css'

/** Saved when the field is left; Esc puts back what was there. What a lock interrupted is offered again. */
export function NoteEditor({ id, note }: { readonly id: number; readonly note: string | null }) {
  const saved = note ?? ''
  const [typed, setTyped] = useState(saved)
  const [state, setState] = useState<'rest' | 'saving' | 'saved'>('rest')
  const toasts = useToasts()
  const command = useEngineCommand((call) => call.transactions.setNote)
  const isDiscarding = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const isChanged = typed.trim() !== saved
  const draft = useKeptDraft(noteDraft(id), isChanged ? typed : null)
  const isOffered = draft.kept !== null && draft.kept.trim() !== saved && !isChanged
  const save = async () => {
    const next = typed.trim()
    if (next === saved || isDiscarding.current) return
    setState('saving')
    draft.settle()
    try {
      await command.run({ id, note: next === '' ? null : next })
      setState('saved')
    } catch (error) {
      setState('rest')
      toasts.fail(error)
    }
  }
  const goOn = () => {
    setTyped(draft.kept ?? saved)
    draft.take()
    field.current?.focus()
  }
  return (
    <div className={classes.note}>
      <Textarea
        ref={field}
        aria-label="Note"
        placeholder="What it was for, who was there"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setState('rest')
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            // Leaving the field saves, with what this render knows: not this time.
            isDiscarding.current = true
            setTyped(saved)
            event.currentTarget.blur()
            isDiscarding.current = false
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur()
        }}
      />
      {isOffered && <DraftOffer text="You had begun a note here before Cardkeep locked." onTake={goOn} onDrop={draft.drop} />}
      <span className={classes.noteFoot} aria-live="polite">
        <span className={classes.faint}>{state === 'saving' ? 'Saving…' : state === 'saved' && !isChanged ? 'Saved' : isChanged ? 'Saved when you leave the field, Esc to discard' : ''}</span>
      </span>
    </div>
  )
}
