/** The previews that a person is looking at, in the engine's memory only: a lock ends the process and them with it. */
import { AppError } from '#shared/rpc/errors.ts'

/** The window looks at one; a few more may have been left behind. A hundred thousand rows take some 80 MB. */
const MAX_PREVIEWS = 3

export class PreviewShelf<T extends { readonly id: string }> {
  readonly #previews = new Map<string, T>()
  readonly #turns = new Map<string, Promise<unknown>>()

  put(preview: T): void {
    this.#previews.delete(preview.id)
    this.#previews.set(preview.id, preview)
    for (const id of this.#previews.keys()) {
      if (this.#previews.size <= MAX_PREVIEWS) return
      this.#previews.delete(id)
    }
  }

  /** Throws `not-found` (kind preview). */
  get(id: string): T {
    const preview = this.#previews.get(id)
    if (!preview) throw new AppError('not-found', { kind: 'preview' })
    return preview
  }

  /** Changes to one preview happen one after the other: none is made while its rows are compared again or stored. */
  async inTurn<R>(id: string, work: (preview: T) => Promise<R>): Promise<R> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(() => work(this.get(id)))
    const settled = turn.catch(() => {})
    this.#turns.set(id, settled)
    try {
      return await turn
    } finally {
      if (this.#turns.get(id) === settled) this.#turns.delete(id)
    }
  }

  /** Takes it off the shelf: nobody else can use it from now on. Throws `not-found` (kind preview). */
  take(id: string): T {
    const preview = this.get(id)
    this.#previews.delete(id)
    return preview
  }

  discard(id: string): boolean {
    return this.#previews.delete(id)
  }
}
