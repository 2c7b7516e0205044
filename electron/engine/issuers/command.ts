/** What a person's act asks of an issuer, as it waits in the outbox: plain JSON, written once and never changed. */
import { z } from 'zod'

const cardId = z.string().min(1).max(64)

/** `cardId` is the issuer's id of the card. To add a command: a member here, and its line in each connector's table. */
export const issuerCommand = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('cards.freeze'), cardId }),
  z.strictObject({ name: z.literal('cards.unfreeze'), cardId }),
])
export type IssuerCommand = z.infer<typeof issuerCommand>
export type IssuerCommandName = IssuerCommand['name']
