/** The switches that are on. In memory only: a restarted sandbox behaves. */
import type { Fault, FaultOf } from './fault.ts'

interface Armed {
  readonly fault: Fault
  skip: number
  left: number
}

export class Faults {
  readonly #armed: Armed[] = []
  readonly #struck = new Map<string, number>()
  readonly #pages = new Map<string, string>()

  add(fault: Fault): void {
    this.#armed.push({ fault, skip: fault.skip, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.#armed.length = 0
    this.#struck.clear()
    this.#pages.clear()
  }

  /** Switches that can still strike, and how often each kind has. */
  state(): { readonly armed: readonly Fault[]; readonly struck: Readonly<Record<string, number>> } {
    return { armed: this.#armed.map(({ fault }) => fault), struck: Object.fromEntries(this.#struck) }
  }

  /** True while switches are on, and until they are cleared. */
  get on(): boolean {
    return this.#armed.length > 0 || this.#struck.size > 0
  }

  /** Remembers an answer and returns the one before it: for pages that come twice. */
  previous(operation: string, json: string): string | undefined {
    const before = this.#pages.get(operation)
    this.#pages.set(operation, json)
    return before
  }

  /** What strikes a request to this operation. */
  take(operation: string): Struck {
    const hits = this.#armed.filter(({ fault }) => fault.operation === undefined || fault.operation === operation).filter((armed) => {
      if (armed.skip > 0) {
        armed.skip -= 1
        return false
      }
      armed.left -= 1
      this.#struck.set(armed.fault.kind, (this.#struck.get(armed.fault.kind) ?? 0) + 1)
      return true
    })
    for (const armed of hits.filter(({ left }) => left <= 0)) this.#armed.splice(this.#armed.indexOf(armed), 1)
    return new Struck(hits.map(({ fault }) => fault))
  }
}

export class Struck {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    this.faults = faults
  }

  one<K extends Fault['kind']>(kind: K, fits: (fault: FaultOf<K>) => boolean = () => true): FaultOf<K> | undefined {
    return this.faults.find((fault): fault is FaultOf<K> => fault.kind === kind && fits(fault as FaultOf<K>))
  }
}
