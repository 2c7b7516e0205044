/** The working thread with three calls more: one that keeps it busy, one that waits until it is cancelled, one that ends it. */
import { EngineServer } from '#engine/rpc/serve.ts'
import { runThread } from '#engine/front/run-thread.ts'
import { vaultEnvironment } from '#engine/vault/environment.ts'
import { fileWorkHere } from '#engine/backups/file-work-here.ts'
import { createWork } from '#engine/work.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { TEST_NOW } from '#tests/support/store.ts'

export interface TestCalls {
  readonly test: {
    spin(ms: number): Promise<void>
    wait(input: null, options: { readonly signal: AbortSignal }): Promise<void>
    end(code: number): Promise<void>
  }
}

runThread((front) => {
  const work = createWork({
    fileWork: fileWorkHere,
    portableEnvelope: (passphrase) => front.ask('portableEnvelope', [passphrase]),
    ...vaultEnvironment(),
    host: {
      sandboxStart: () => front.ask('sandboxStart', []),
      sandboxStop: () => front.ask('sandboxStop', []),
      sandboxState: () => front.ask('sandboxState', []),
      sandboxProgress: () => front.ask('sandboxProgress', []),
      lockAfter: (minutes) => front.ask('lockAfter', [minutes]),
    },
    now: () => TEST_NOW,
    monotonic: () => performance.now(),
    log: () => {},
    noteRefusal: (reason, name) => void front.ask('noteRefusal', [reason, name]),
    renameVault: (businessName) => front.ask('renameVault', [businessName]),
  })
  const server = new EngineServer({
    async call(name, input, options) {
      switch (name) {
        case 'test.spin': {
          const until = performance.now() + Number(input)
          while (performance.now() < until);
          return undefined
        }
        case 'test.wait':
          return new Promise((_, reject) => options.signal.addEventListener('abort', () => reject(new AppError('task.cancelled', {}))))
        case 'test.end':
          return process.exit(Number(input))
        default:
          return work.router.call(name, input, options)
      }
    },
  })
  return { ...work, server }
})
