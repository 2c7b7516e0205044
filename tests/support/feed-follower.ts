/** A client of the feed as simple as one can be: a cursor and the newest of every object. What it holds is what a right client holds. */
import { gatewayApi } from '#shared/gateway/api.ts'
import type { TestClient } from './gateway-client.ts'

export class FeedFollower {
  readonly objects = new Map<string, string>()
  readonly #client: TestClient
  readonly #limit: number
  cursor: string | undefined
  etag: string | undefined
  pages = 0

  constructor(client: TestClient, limit = 500) {
    this.#client = client
    this.#limit = limit
  }

  /** Takes one page; false when there is nothing more for now. */
  async step(): Promise<boolean> {
    const reply = await this.#client.call(gatewayApi.changes.list, { query: { limit: this.#limit, ...(this.cursor === undefined ? {} : { cursor: this.cursor }) }, ifNoneMatch: this.etag })
    if (!reply.modified) return false
    this.pages += 1
    for (const { id, object } of reply.body.items) {
      if (object === null) this.objects.delete(id)
      else this.objects.set(id, JSON.stringify(object))
    }
    this.cursor = reply.body.nextCursor
    this.etag = reply.etag
    return reply.body.hasMore
  }

  async toTheEnd(): Promise<void> {
    while (await this.step());
  }
}
