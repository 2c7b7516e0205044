/** The working thread of the engine without its database: it opens to any key and has nothing to answer with. */
import { AppError } from '#shared/rpc/errors.ts'
import { runThread } from './front/run-thread.ts'
import { lockedSession } from './guarded-session.ts'
import { EngineServer } from './rpc/serve.ts'

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
    open: async ({ key }) => void key.fill(0),
  },
  close: async () => {},
}))
