/** Long work in slices, so that reads, pings and a cancel get through while it runs. */
import { AppError } from '#shared/rpc/errors.ts'

/** A key press waits no longer than this for its page. */
const SLICE_MS = 12

export class Pace {
  readonly #signal: AbortSignal | undefined
  readonly #sliceMs: number
  #sliceEnd: number

  constructor(signal?: AbortSignal, sliceMs = SLICE_MS) {
    this.#signal = signal
    this.#sliceMs = sliceMs
    this.#sliceEnd = performance.now() + sliceMs
  }

  /** True when others have waited long enough. */
  get due(): boolean {
    return performance.now() >= this.#sliceEnd
  }

  /** Lets the event loop turn once. Throws `task.cancelled`. */
  async rest(): Promise<void> {
    this.check()
    await new Promise((resolve) => setImmediate(resolve))
    this.check()
    this.#sliceEnd = performance.now() + this.#sliceMs
  }

  check(): void {
    if (this.#signal?.aborted === true) throw new AppError('task.cancelled', {})
  }
}
