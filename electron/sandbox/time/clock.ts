/**
 * The sandbox's two clocks.
 *
 * The wall clock rules sign-in (codes, tokens, waits), because the person at the computer lives by it. The world clock rules the business; it
 * can be set forward, so that a statement can be seen closing without waiting a month. While a day is being lived through, the world's clock
 * stands at the event at hand.
 */
export interface ClockOptions {
  /** The machine's clock; a test gives its own. */
  readonly machine: () => number
  /** World time does not pass by itself. */
  readonly still: boolean
  readonly load: () => { readonly worldOffset: number; readonly wallOffset: number; readonly stillAt: number | undefined }
  readonly save: (state: { readonly worldOffset: number; readonly wallOffset: number; readonly stillAt: number | undefined }) => void
}

export class Clocks {
  readonly #options: ClockOptions
  #worldOffset: number
  #wallOffset: number
  #stillAt: number | undefined
  #pinned: number | undefined

  constructor(options: ClockOptions) {
    this.#options = options
    const { worldOffset, wallOffset, stillAt } = options.load()
    this.#worldOffset = worldOffset
    this.#wallOffset = wallOffset
    this.#stillAt = options.still ? (stillAt ?? options.machine() + worldOffset) : undefined
    this.#save()
  }

  wall(): number {
    return this.#options.machine() + this.#wallOffset
  }

  /** The instant of the business now, or of the event being lived through. */
  world(): number {
    return this.#pinned ?? this.worldNow()
  }

  worldNow(): number {
    return this.#stillAt ?? this.#options.machine() + this.#worldOffset
  }

  /** Runs `work` with the world's clock standing at an instant. */
  during<T>(instant: number, work: () => T): T {
    const before = this.#pinned
    this.#pinned = instant
    try {
      return work()
    } finally {
      this.#pinned = before
    }
  }

  /** Sets the world forward to an instant. The world never goes back: what happened, happened. */
  setWorld(instant: number): void {
    const by = instant - this.worldNow()
    if (by < 0) throw new RangeError('The world cannot go back')
    this.#worldOffset += by
    if (this.#stillAt !== undefined) this.#stillAt += by
    this.#save()
  }

  advanceWall(by: number): void {
    this.#wallOffset += by
    this.#save()
  }

  #save(): void {
    this.#options.save({ worldOffset: this.#worldOffset, wallOffset: this.#wallOffset, stillAt: this.#stillAt })
  }
}
