import type { FeatureHandlers } from '../rpc/handlers.ts'
import type { Guardian } from './guardian.ts'

export function createBackupsHandlers(guardian: Guardian): FeatureHandlers<'backups'> {
  return {
    status: () => guardian.status(),
    copyNow: () => guardian.copy('person'),
    async check({ write }) {
      const found = await guardian.check('full')
      await write(async ({ audit }) => audit({ isSound: found.isSound }))
      return found
    },
  }
}
