import { runThread } from '#engine/front/run-thread.ts'
import { lockedSession } from '#engine/guarded-session.ts'

runThread(() => ({
  server: { attach: () => {} },
  files: { grant: () => {} },
  session: {
    ...lockedSession,
    open: async () => {
      setTimeout(() => {
        throw new Error('nobody catches this')
      })
      await new Promise(() => {})
    },
  },
  close: async () => {},
}))
