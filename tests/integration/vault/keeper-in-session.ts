/**
 * A process that does things with a vault through the system's own keychain: `keeper-in-session.ts FOLDER STEP…`, each answered by its outcome or the
 * keychain's state. A process of its own, because libsecret keeps its connection to the bus for the life of a process.
 */
import { createKeytarKeyVault } from '#main/keychain/keytar-key-vault.ts'
import { loadKeytar } from '#main/keychain/load-keytar.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { BUSINESS, outcome, PASSPHRASE, PIN, quickHash, withRecoveryKey } from './vault-bench.ts'

const [folder = '', ...steps] = process.argv.slice(2)
const keychain = createKeytarKeyVault({ service: 'cardkeep-tests', load: loadKeytar, now: Date.now, canBeAbsent: true, patienceMs: 20_000, probePatienceMs: 20_000 })
const host = {
  keychainState: () => keychain.state(),
  keychainGet: (account: string) => keychain.get(account),
  keychainSet: (account: string, secret: string) => keychain.set(account, secret),
  keychainDelete: (account: string) => keychain.delete(account),
}
const keeper = () => createVaultKeeper({ folder, host, now: Date.now, monotonic: () => performance.now(), hash: quickHash })

async function set(): Promise<string> {
  const made = keeper()
  await made.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  await made.setPin({ pin: PIN })
  return withRecoveryKey(made)
}

async function run(step: string): Promise<string> {
  const [name, argument = ''] = step.split('=')
  switch (name) {
    case 'set':
      return set()
    case 'status':
      return (await keeper().status()).keychain
    case 'passphrase':
      return outcome(keeper().unlock({ passphrase: PASSPHRASE }))
    case 'pin':
      return outcome(keeper().unlock({ pin: PIN }))
    case 'recover':
      return outcome(keeper().recover({ recoveryKey: argument, newPassphrase: PASSPHRASE }))
    case 'lose':
      return String(await keychain.delete(argument))
    case 'swap':
      await keychain.set(argument, Buffer.alloc(32, 9).toString('base64'))
      return 'kept'
    default:
      throw new Error(`No step ${step}`)
  }
}

const answers: string[] = []
for (const step of steps) answers.push(await run(step))
process.stdout.write(JSON.stringify(answers))
