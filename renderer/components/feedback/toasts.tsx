import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { AppError } from '#shared/rpc/errors.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useMemo } from 'react'
import classes from './toasts.module.css'

/** How long an undo stays on offer. */
export const UNDO_MS = 10_000

export interface Toasts {
  /** "Assigned to Dana Reyes" with an Undo button, for ten seconds. */
  readonly undo: (message: string, undo: () => Promise<unknown> | void) => void
  /** Something ended well, and there is one thing to do with it: "Report saved" with "Show in folder". */
  readonly offer: (message: string, label: string, run: () => Promise<unknown> | void) => void
  /** Something ended well, and the person looks elsewhere by now. */
  readonly say: (message: string) => void
  /** An action failed whose place on the page has no room for an ErrorState. */
  readonly fail: (error: unknown) => void
}

export function createToasts(): Toasts {
  const fail = (error: unknown) => {
    // The unlock screen says the one already; the other is said by whoever closed the question without an answer.
    if (AppError.is(error, 'vault.locked') || AppError.is(error, 'presence.required')) return
    const text = errorText(toAppError(error))
    notifications.show({ title: text.title, message: `${text.meaning} ${text.action}`, color: 'red', autoClose: UNDO_MS, className: classes.failed ?? '' })
  }
  const offer: Toasts['offer'] = (message, label, act) => {
    const id = crypto.randomUUID()
    const run = () => {
      notifications.hide(id)
      Promise.resolve(act()).catch(fail)
    }
    notifications.show({
      id,
      autoClose: UNDO_MS,
      message: (
        <span className={classes.line}>
          <span className={classes.text}>{message}</span>
          <Button size="compact-sm" variant="subtle" onClick={run}>{label}</Button>
        </span>
      ),
    })
  }
  return {
    fail,
    offer,
    say: (message) => void notifications.show({ message, autoClose: 4_000 }),
    undo: (message, undo) => offer(message, 'Undo', undo),
  }
}

/** `const toasts = useToasts(); toasts.undo('Renamed to Fleet', () => rename.run(before))`. */
export function useToasts(): Toasts {
  return useMemo(() => createToasts(), [])
}
