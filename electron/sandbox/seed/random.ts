/** Pseudo-random numbers that are the same for the same name: the sandbox's history is made up once and for all by its seed. */

/** FNV-1a, then mixed: any text to 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export class Random {
  #state: number

  /** The same parts give the same numbers. */
  constructor(...parts: readonly (string | number)[]) {
    this.#state = hashOf(parts.join('/'))
  }

  /** In [0, 1). Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** Whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }

  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    const total = items.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.next() * total
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return this.pick(items)[0]
  }

  /** How many of something that happens so often on average. */
  times(average: number): number {
    const whole = Math.floor(average)
    // Around the average, never far from it: a company's week, not a physics experiment.
    return Math.max(0, whole + (this.chance(average - whole) ? 1 : 0) + (whole > 2 ? this.whole(-1, 1) : 0))
  }

  /** Around a middle value, with a long tail upwards; `spread` 0.3 is narrow, 0.8 wide. */
  around(middle: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
    return Math.max(1, Math.round(middle * Math.exp(normal * spread)))
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    return items.map((item) => [this.next(), item] as const).toSorted((a, b) => a[0] - b[0]).map(([, item]) => item)
  }
}
