/** The feed of changes, put together from stored JSON without reading it. */
import { GatewayError } from '#shared/gateway/errors.ts'
import { MAX_CHANGES, type changesApi } from '#shared/gateway/resources/changes.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { withVersion, type ChangeRow } from '../store/objects.ts'
import type { World } from './world.ts'

const DEFAULT_LIMIT = 1_000

/** `epoch` names this store: a sandbox that was started anew does not know the cursors of the one before. */
export function changeHandlers(world: World, epoch: string): HandlersOf<typeof changesApi> {
  return {
    list: ({ query }) => {
      const after = query.cursor === undefined ? 0 : sequenceOf(query.cursor, epoch)
      const { head } = world.objects
      if (after > head) throw new GatewayError('cursor_invalid')
      return {
        // Only a cursor at the end has nothing to get; in the middle the tag differs for every place.
        etag: after === head ? `"${epoch}-${head}"` : `"${epoch}-${head}-${after}"`,
        body: () => ({ json: pageJson(world.objects.changes(after, Math.min(query.limit ?? DEFAULT_LIMIT, MAX_CHANGES)), after, world.objects.head, epoch) }),
      }
    },
  }
}

function sequenceOf(cursor: string, epoch: string): number {
  const [named, sequence = ''] = cursor.split('.')
  if (named !== epoch || !/^\d{1,15}$/.test(sequence)) throw new GatewayError('cursor_invalid')
  return Number(sequence)
}

function pageJson(rows: readonly ChangeRow[], after: number, head: number, epoch: string): string {
  const last = rows.at(-1)?.seq ?? after
  return `{"items":[${rows.map(itemJson).join(',')}],"nextCursor":"${epoch}.${last}","hasMore":${last < head},"remainingAtMost":${head - last}}`
}

function itemJson({ seq, type, id, body }: ChangeRow): string {
  const start = `{"type":"${type}","id":"${id}","version":${seq},`
  return body === null ? `${start}"deleted":true,"object":null}` : `${start}"object":${withVersion({ seq, body })}}`
}
