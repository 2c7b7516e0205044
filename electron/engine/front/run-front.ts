/** The front as a program: transport, front and working thread put together. */
import { engineLog } from '../log.ts'
import { createTransport } from '../transport/index.ts'
import { machineUptimeMs } from '../vault/machine-clock.ts'
import { vaultEnvironment } from '../vault/environment.ts'
import { fileWorkInThread, filesThreadBeside } from '../backups/file-work.ts'
import { Front, type FrontOptions } from './front.ts'
import { startThread, threadBeside } from './working-thread.ts'

const READ_AFTER_MS = 1_000

export interface FrontProgram extends Pick<FrontOptions, 'openReading'> {
  /** `import.meta.url` of the program's entry. */
  readonly program: string
}

export function runFront({ program, openReading }: FrontProgram): void {
  const transport = createTransport()
  const ending = { asked: false }
  const front = new Front({
    ...vaultEnvironment(),
    host: transport.host,
    now: Date.now,
    monotonic: machineUptimeMs,
    log: engineLog((text) => process.stderr.write(text)),
    refusals: { callNames: async () => (await import('../rpc/call-names.ts')).CALL_NAMES, tell: transport.tellRefusal },
    startThread: () =>
      startThread(threadBeside(program), (code) => {
        // Without it there is no engine: main starts another.
        if (!ending.asked) process.exit(code === 0 ? 1 : code)
      }),
    fileWork: fileWorkInThread(filesThreadBeside(program)),
    openReading,
    readAfterMs: READ_AFTER_MS,
  })
  transport.start({
    onAttach: (wire) => front.attach(wire),
    onGrant: (file) => front.grant(file),
    onShutdown: () => {
      ending.asked = true
      void front.close().finally(() => process.exit(0))
    },
  })
}
