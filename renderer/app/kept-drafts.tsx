import { useEffect } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useEngine } from '#renderer/lib/services.tsx'

const WORDS: Readonly<Record<string, string>> = { note: 'The note you had begun is kept', invite: 'The invitation you had begun is kept', 'dispute-answer': 'The answer to the merchant that you had begun is kept' }

/** What was begun before the lock is offered once, as soon as the vault is open again. */
export function KeptDrafts() {
  const { call } = useEngine()
  const toasts = useToasts()
  useEffect(() => {
    call.drafts.list({}).then(([newest]) => {
      if (newest) toasts.offer(WORDS[newest.key.split(':')[0] ?? ''] ?? 'What you had begun is kept', 'Go on with it', () => goTo(newest.address))
    }, () => undefined)
  }, [call, toasts])
  return null
}
