/** How many changes are asked for at once: as many as are written in about a quarter of a second. */
import { MAX_CHANGES } from '#shared/gateway/resources/changes.ts'

const SMALLEST = 100
const FIRST = 500
const QUICK_MS = 150
const SLOW_MS = 600

export class PageSize {
  readonly #fixed: number | undefined
  #limit: number

  /** `fixed`: always so many. */
  constructor(fixed?: number) {
    this.#fixed = fixed
    this.#limit = fixed ?? FIRST
  }

  get limit(): number {
    return this.#limit
  }

  /** Larger pages only where full ones are quick: a small one says little. */
  took(items: number, ms: number): void {
    if (this.#fixed !== undefined) return
    if (ms > SLOW_MS) this.#limit = Math.max(SMALLEST, Math.floor(this.#limit / 2))
    else if (ms < QUICK_MS && items >= this.#limit) this.#limit = Math.min(MAX_CHANGES, this.#limit * 2)
  }
}
