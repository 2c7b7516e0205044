/** A process that stands in the middle of an unlock attempt until it is killed: `hang-in-derivation.ts FOLDER WALL UPTIME`. */
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { FakeHost } from './vault-bench.ts'

const [folder = '', wall, uptime] = process.argv.slice(2)
const host = new FakeHost()
host.state = 'absent'
const forever = new Promise<never>(() => setInterval(() => undefined, 1_000))

const keeper = createVaultKeeper({
  folder,
  host,
  now: () => Number(wall),
  monotonic: () => Number(uptime),
  hash: () => {
    process.stdout.write('deriving\n')
    return forever
  },
})
await keeper.unlock({ passphrase: 'violet otter canal ninety' })
