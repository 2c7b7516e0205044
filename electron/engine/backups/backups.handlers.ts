import type { FeatureHandlers } from '../rpc/handlers.ts'
import { readSettings } from '../settings/settings.queries.ts'
import { writeBundle } from './bundle.ts'
import type { Guardian } from './guardian.ts'

export interface BackupsHandlerDeps {
  readonly guardian: Guardian
  /** Throws what a wrong passphrase throws. */
  readonly portableEnvelope: (passphrase: string) => Promise<string>
}

export function createBackupsHandlers({ guardian, portableEnvelope }: BackupsHandlerDeps): FeatureHandlers<'backups'> {
  return {
    status: () => guardian.status(),
    copyNow: () => guardian.copy('person'),
    async export({ db, now, files, signal, progress, write }, { passphrase, target: token }) {
      const target = files.writable(token)
      const envelope = await portableEnvelope(passphrase)
      const { businessName } = await readSettings(db)
      const bytes = await guardian.withCopy((database) =>
        writeBundle({ database, target, envelope, businessName, madeAt: now, signal, onBytes: (done, total) => progress({ done, total, label: 'Writing the backup' }) }),
      )
      await write(async ({ audit }) => audit({ bytes }))
      return { file: target.name, bytes }
    },
    async check({ write }) {
      const found = await guardian.check('full')
      await write(async ({ audit }) => audit({ isSound: found.isSound }))
      return found
    },
  }
}
