/** A program that re-keys a vault, or opens one on which that was begun: `rekey-child.ts FOLDER rekey|open`. What the keychain holds comes on its input. */
import { text } from 'node:stream/consumers'
import { EngineSession } from '#engine/session.ts'
import { fileWorkHere } from '#engine/backups/file-work-here.ts'
import { rekeyBooks } from '#engine/rekey.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { FakeHost, PASSPHRASE, quickHash } from './vault-bench.ts'

const [folder = '', mode] = process.argv.slice(2)
const host = new FakeHost()
for (const [name, secret] of JSON.parse(await text(process.stdin)) as [string, string][]) host.items.set(name, secret)
const keeper = createVaultKeeper({ folder, host, now: () => 1_800_000_000_000, monotonic: () => 500_000, hash: quickHash })
const session = new EngineSession({ folder, now: () => 1_800_000_000_000 })
await session.open({ key: await keeper.unlock({ passphrase: PASSPHRASE }), action: 'vault.unlock', details: {} })
if (mode === 'rekey') await rekeyBooks({ folder, now: () => 1_800_000_000_000, work: fileWorkHere }, session.store, await keeper.beginRekey({ passphrase: PASSPHRASE }), () => {})
await session.close()
