/** The working thread of the engine without its database: it opens to any key and has nothing to answer with. */
import { writeFile } from 'node:fs/promises'
import { AppError } from '#shared/rpc/errors.ts'
import { databaseFile } from './db/database-file.ts'
import { runThread } from './front/run-thread.ts'
import { lockedSession } from './guarded-session.ts'
import { EngineServer } from './rpc/serve.ts'
import { vaultEnvironment } from './vault/environment.ts'

const server = new EngineServer({
  call: async (name) => {
    throw name.includes('.') ? new AppError('vault.locked', {}) : new AppError('rpc.unknown-call', { name: name.slice(0, 80) })
  },
})

runThread(() => ({
  server,
  files: { grant: () => {} },
  session: {
    ...lockedSession,
    // A file where the books would be: without one the front takes them for lost.
    open: async ({ key }) => {
      key.fill(0)
      await writeFile(databaseFile(vaultEnvironment().folder), '', { flag: 'a', mode: 0o600 })
    },
  },
  close: async () => {},
}))
