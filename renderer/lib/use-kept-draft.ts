/**
 * Keeps in the vault what is typed into a form and not saved yet, and gives it back after a lock, a crash or a restart.
 *
 *   const draft = useKeptDraft(noteDraft(id), isChanged ? typed : null)
 *
 * Not for passwords, codes or card numbers: those are kept nowhere.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { parseHash } from './hash-location.ts'
import { useEngine } from './services.tsx'

/** A pause in typing; what is typed within it is what a lock can take. */
const PAUSE_MS = 300
const LONGEST_ADDRESS = 2_000

export interface KeptDraft {
  /** What was kept before this form was opened; null when nothing was, or once it was taken or dropped. */
  readonly kept: string | null
  /** The form shows it from now on. */
  readonly take: () => void
  /** Nothing of it is wanted any more. */
  readonly drop: () => void
  /** The form is being saved, which takes its draft away: what was typed last need not be kept any more. */
  readonly settle: () => void
}

/** `typed` is null while the form holds nothing that is not saved. */
export function useKeptDraft(key: string, typed: string | null): KeptDraft {
  const { call } = useEngine()
  const [kept, setKept] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isKept = useRef(false)

  useEffect(() => {
    let isCurrent = true
    call.drafts.get({ key }).then((value) => {
      if (isCurrent) setKept(value)
    }, ignore)
    return () => {
      isCurrent = false
    }
  }, [call, key])

  const settle = useCallback(() => {
    clearTimeout(timer.current)
    isKept.current = false
  }, [])
  const drop = useCallback(() => {
    settle()
    setKept(null)
    call.drafts.drop({ key }).catch(ignore)
  }, [call, key, settle])

  useEffect(() => {
    if (typed === null) {
      if (isKept.current) drop()
      return
    }
    timer.current = setTimeout(() => {
      isKept.current = true
      call.drafts.keep({ key, address: ownAddress(), value: typed }).catch(ignore)
    }, PAUSE_MS)
    return () => clearTimeout(timer.current)
  }, [call, key, typed, drop])

  return { kept, take: useCallback(() => setKept(null), []), drop, settle }
}

/** Where the window is, to come back to. */
function ownAddress(): string {
  const { path, search } = parseHash(window.location.hash)
  const whole = search === '' ? path : `${path}?${search}`
  return whole.length <= LONGEST_ADDRESS ? whole : path
}

/** A draft that could not be kept is no failure of what the person does; the form itself is still there. */
function ignore(): void {}
