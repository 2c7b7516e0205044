/** Time that passes only when a test says so. */
import type { Timing } from '#engine/sync/timing.ts'

export class ManualTime implements Timing {
  readonly #timers = new Set<{ readonly at: number; readonly fire: () => void }>()
  /** What timers go by: it cannot be moved. */
  #elapsed = 0
  /** What the wall clock shows beside it. */
  wall: number

  constructor(wall: number) {
    this.wall = wall
  }

  readonly now = (): number => this.wall

  readonly setTimer = (ms: number, fire: () => void): (() => void) => {
    const timer = { at: this.#elapsed + ms, fire }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size
  }

  /** Lets time pass, timer by timer, and what they start come to rest. */
  async pass(ms: number): Promise<void> {
    const end = this.#elapsed + ms
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#to(next.at)
      this.#timers.delete(next)
      next.fire()
      await settle()
    }
    this.#to(end)
    await settle()
  }

  #to(elapsed: number): void {
    this.wall += elapsed - this.#elapsed
    this.#elapsed = elapsed
  }
}

/** Lets every promise that waits for nothing outside come to rest. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
