/** The engine's working thread: everything but the vault. Started by the front (`index.ts`) when the vault is about to be opened. */
import { fileWorkInThread, filesThreadBeside } from './backups/file-work.ts'
import { runThread } from './front/run-thread.ts'
import { engineLog } from './log.ts'
import { vaultEnvironment } from './vault/environment.ts'
import { machineUptimeMs } from './vault/machine-clock.ts'
import { createWork } from './work.ts'

runThread((front) =>
  createWork({
    ...vaultEnvironment(),
    host: {
      sandboxStart: () => front.ask('sandboxStart', []),
      sandboxStop: () => front.ask('sandboxStop', []),
      sandboxState: () => front.ask('sandboxState', []),
      sandboxProgress: () => front.ask('sandboxProgress', []),
      lockAfter: (minutes) => front.ask('lockAfter', [minutes]),
    },
    now: Date.now,
    monotonic: machineUptimeMs,
    log: engineLog((text) => process.stderr.write(text)),
    noteRefusal: (reason, name) => void front.ask('noteRefusal', [reason, name]),
    renameVault: (businessName) => front.ask('renameVault', [businessName]),
    portableEnvelope: (passphrase) => front.ask('portableEnvelope', [passphrase]),
    fileWork: fileWorkInThread(filesThreadBeside(import.meta.url)),
  }),
)
