import type { FeatureHandlers } from '../rpc/handlers.ts'
import { readSettings, writeSettings } from './settings.queries.ts'

export const settingsHandlers = {
  get: ({ db }) => readSettings(db),
  async update({ db, changed, audit }, input) {
    audit({ keys: Object.keys(input).join(' ') })
    changed('settings')
    return writeSettings(db, input)
  },
} satisfies FeatureHandlers<'settings'>
