import type { FeatureReads } from '../rpc/handlers.ts'
import { readSettings } from './settings.queries.ts'

export const settingsReads = {
  get: ({ db }) => readSettings(db),
} satisfies FeatureReads<'settings'>
