import { runThread } from '#engine/front/run-thread.ts'

runThread(() => ({
  server: { attach: () => {} },
  files: { grant: () => {} },
  session: {
    unlocked: false,
    open: async () => {
      setTimeout(() => {
        throw new Error('nobody catches this')
      })
      await new Promise(() => {})
    },
  },
  close: async () => {},
}))
