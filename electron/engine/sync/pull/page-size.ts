/**
 * How many changes are asked for at once.
 *
 * Larger pages are written faster, but a commit holds everything else up, and longer the more there is in it (the text index is flushed then):
 * pages grow while their commit passes unnoticed.
 */
import { MAX_CHANGES } from '#shared/gateway/resources/changes.ts'

/** Below this the commit itself costs more than what is in it, and a busy disk makes it long whatever the size. */
const SMALLEST = 1_000
const FIRST = 1_000
const COMMIT_MS = { short: 12, long: 30 } as const
/** A person's own change waits for the page that is being written. */
const PAGE_MS = { short: 150, long: 600 } as const

export class PageSize {
  readonly #fixed: boolean
  #limit: number

  /** `fixed`: always so many. */
  constructor(fixed?: number) {
    this.#fixed = fixed !== undefined
    this.#limit = fixed ?? FIRST
  }

  get limit(): number {
    return this.#limit
  }

  /** Only a full page says that a larger one may be as good. */
  took(items: number, { page, commit }: { readonly page: number; readonly commit: number }): void {
    if (this.#fixed) return
    if (page > PAGE_MS.long || commit > COMMIT_MS.long) this.#limit = Math.max(SMALLEST, Math.floor(this.#limit * 0.7))
    else if (page < PAGE_MS.short && commit < COMMIT_MS.short && items >= this.#limit) this.#limit = Math.min(MAX_CHANGES, this.#limit * 2)
  }
}
