import type { FeatureHandlers } from '../rpc/handlers.ts'
import { writeSettings } from './settings.queries.ts'
import { settingsReads } from './settings.reads.ts'

export interface SettingsHandlerDeps {
  /** The business name also stands on the unlock screen, which the vault's envelope keeps. */
  readonly renameVault: (businessName: string) => Promise<void>
  /** Main counts the minutes. */
  readonly lockAfter: (minutes: number) => Promise<void>
}

export function createSettingsHandlers({ renameVault, lockAfter }: SettingsHandlerDeps): FeatureHandlers<'settings'> {
  return {
    ...settingsReads,
    async update({ db, changed, audit }, input) {
      audit({ keys: Object.keys(input).join(' ') })
      changed('settings')
      const settings = await writeSettings(db, input)
      if (input.businessName !== undefined) await renameVault(input.businessName)
      if (input.lockAfterMinutes !== undefined) await lockAfter(settings.lockAfterMinutes)
      return settings
    },
  }
}
