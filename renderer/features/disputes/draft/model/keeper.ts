/**
 * Keeps what is written into a draft: one save at a time, the newest of each field, nothing dropped until the engine has it.
 *
 * A save that fails keeps what it could not keep; it goes again with the next change, with `flush`, or by itself where that can help.
 */
import type { AppError } from '#shared/rpc/errors.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { saveInput, unsentAfter, type DraftChange, type SaveInput } from './fields.ts'

/** A pause in typing; what is typed within it is what a crash can take. */
export const PAUSE_MS = 300
const AGAIN_MS = 2_000

export interface KeeperParts {
  readonly draft: Pick<DisputeDetail, 'id' | 'amount'>
  readonly save: (input: SaveInput) => Promise<DisputeDetail>
  readonly onSaved: (fresh: DisputeDetail) => void
  /** Whether something is still to be kept. */
  readonly onUnsent: (isUnsent: boolean) => void
  /** null: the last save went well. */
  readonly onError: (error: AppError | null) => void
  readonly toError: (caught: unknown) => AppError
}

export interface Keeper {
  /** `typed`: more may follow, so it waits for a pause. */
  readonly take: (part: DraftChange, how?: 'typed') => void
  /** Everything taken so far is kept; false where it could not be. */
  readonly flush: () => Promise<boolean>
}

export function createKeeper({ draft, save, onSaved, onUnsent, onError, toError }: KeeperParts): Keeper {
  let unsent: DraftChange = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  // Cleared in the same breath in which the last of it is sent: what is taken a moment later starts anew.
  let isSending = false
  let sending: Promise<boolean> = Promise.resolve(true)

  const send = async (): Promise<boolean> => {
    isSending = true
    for (let input = saveInput(draft, unsent), sent = unsent; input !== null; sent = unsent, input = saveInput(draft, sent)) {
      try {
        onSaved(await save(input))
        onError(null)
        unsent = unsentAfter(unsent, sent)
      } catch (caught) {
        const error = toError(caught)
        isSending = false
        onError(error)
        if (error.retryable) timer = setTimeout(() => void flush(), AGAIN_MS)
        return false
      }
    }
    isSending = false
    onUnsent(false)
    return true
  }
  const flush = (): Promise<boolean> => {
    clearTimeout(timer)
    if (!isSending) sending = send()
    return sending
  }
  return {
    flush,
    take: (part, how) => {
      unsent = { ...unsent, ...part }
      onUnsent(true)
      clearTimeout(timer)
      if (how === 'typed') timer = setTimeout(() => void flush(), PAUSE_MS)
      else void flush()
    },
  }
}
