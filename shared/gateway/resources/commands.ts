/** What became of a command: asked when its answer was lost and the key may be older than the server keeps answers to replay. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { errorBody } from '../errors.ts'
import { openEnum } from '../open-enum.ts'
import { instant, text } from '../primitives.ts'

export const commandOutcome = z.object({
  key: z.string().max(64),
  /** The endpoint's name in this API, such as `cards.freeze`. */
  operation: text(80),
  state: openEnum(['in-progress', 'done']),
  receivedAt: instant,
  status: z.number().int().nullable(),
  /** The saved answer: what the command returned, or its error. */
  answer: z.unknown(),
  error: errorBody.shape.error.nullable(),
})
export type CommandOutcome = z.infer<typeof commandOutcome>

export const commandsApi = {
  get: endpoint({ method: 'GET', path: '/v1/commands/{key}', summary: 'The outcome of a command by its key; not_found when it never arrived', auth: 'session', params: z.strictObject({ key: z.string().uuid() }), response: commandOutcome }),
}
