/**
 * Whether somebody is there who knows the passphrase or the PIN, not only somebody who found the window open.
 *
 * A proof counts for the minutes that the settings say. Where they say 0, it counts for one call, made soon after, and unlocking is no proof.
 */
import type { CallDefinition } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'

/** Between confirming and the call that was waiting for it. */
const ONE_CALL_WITHIN_MS = 60_000

export interface PresenceDeps {
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic: () => number
  /** The choice in the settings. Throws `vault.locked`. */
  readonly minutes: () => Promise<number>
}

export class Presence {
  readonly #deps: PresenceDeps
  #proof: { readonly at: number; readonly byUnlocking: boolean } | undefined

  constructor(deps: PresenceDeps) {
    this.#deps = deps
  }

  /** Ends with the process, as everything does at a lock. */
  prove(by: 'unlocking' | 'asking'): void {
    this.#proof = { at: this.#deps.monotonic(), byUnlocking: by === 'unlocking' }
  }

  /** Throws `presence.required`, and `vault.locked`. */
  async insist(): Promise<void> {
    const minutes = await this.#deps.minutes()
    const proof = this.#proof
    const isForOne = minutes === 0
    const validMs = isForOne ? ONE_CALL_WITHIN_MS : minutes * 60_000
    if (!proof || this.#deps.monotonic() - proof.at > validMs || (isForOne && proof.byUnlocking)) throw new AppError('presence.required', {})
    if (isForOne) this.#proof = undefined
  }
}

/** Whether this call, with an input that was parsed, is only for somebody who has just proved to be there. */
export function asksPresence({ presence }: CallDefinition, input: unknown): boolean {
  return typeof presence === 'function' ? presence(input) : presence === true
}
