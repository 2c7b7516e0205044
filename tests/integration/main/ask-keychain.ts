/**
 * A process that asks the real keychain, as main does: `ask-keychain.ts CALL [ARGUMENT…]`, any number of them split by `+`.
 *
 * A process of its own, because libsecret keeps its connection to the bus for the life of a process.
 */
import { createKeytarKeyVault } from '#main/keychain/keytar-key-vault.ts'
import { loadKeytar } from '#main/keychain/load-keytar.ts'
import { AppError } from '#shared/rpc/errors.ts'

const vault = createKeytarKeyVault({ service: 'cardkeep-tests', load: loadKeytar, now: Date.now, canBeAbsent: true, patienceMs: 5_000 })
const answers: unknown[] = []

for (const call of process.argv.slice(2).join(' ').split('+')) {
  const [name, account = '', secret = ''] = call.trim().split(' ')
  try {
    if (name === 'state') answers.push(await vault.state())
    if (name === 'get') answers.push(await vault.get(account))
    if (name === 'set') answers.push((await vault.set(account, secret)) ?? 'kept')
    if (name === 'delete') answers.push(await vault.delete(account))
  } catch (error) {
    answers.push(AppError.is(error, 'vault.keychain-unavailable') ? `unavailable: ${error.details.state}` : `crash: ${String(error)}`)
  }
}
process.stdout.write(JSON.stringify(answers))
