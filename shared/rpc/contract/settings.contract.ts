import { z } from 'zod'
import { LOCK_MINUTES } from '../../domain/lock-minutes.ts'
import { PRESENCE_MINUTES } from '../../domain/presence-minutes.ts'
import { id, name, none } from './common.ts'
import { command, query } from '../define.ts'

/** Kept inside the vault, so they come and go with it. */
export const settings = z.strictObject({
  businessName: z.string(),
  density: z.enum(['comfortable', 'compact']),
  railCollapsed: z.boolean(),
  /** The switcher's last choice; null: all cards. */
  scopeCardIds: z.array(id).max(1_000).nullable(),
  /** How the cards page shows them. */
  cardsView: z.enum(['grid', 'list']),
  lockAfterMinutes: z.literal([...LOCK_MINUTES]),
  presenceMinutes: z.literal([...PRESENCE_MINUTES]),
})
export type Settings = z.infer<typeof settings>

export const settingsContract = {
  get: query({ input: none, output: settings }),
  update: command({
    input: settings.partial().extend({ businessName: name.optional() }),
    output: settings,
    presence: ({ lockAfterMinutes, presenceMinutes }) => lockAfterMinutes !== undefined || presenceMinutes !== undefined,
  }),
}
