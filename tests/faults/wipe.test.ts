/** A wipe stopped after each thing that it removes: the next start finishes it, and nothing that opens the books is left before anything else goes. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { finishWipe, wipeVault } from '#engine/rescue/wipe.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { memoryHost, TEST_BUSINESS, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const keeperOf = (folder: string, items: Map<string, string>) => createVaultKeeper({ folder, host: memoryHost('available', items), now: () => TEST_NOW, monotonic: () => 1, hash: async () => Buffer.alloc(32, 7) })

async function vault(folder: string) {
  const items = new Map<string, string>()
  await keeperOf(folder, items).create({ passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS })
  await mkdir(join(folder, 'copies'))
  for (const name of ['cardkeep.db', 'cardkeep.db-wal', 'cardkeep.db.damaged-1', 'copies/1764000000000-daily.db']) await writeFile(join(folder, name), 'encrypted')
  return items
}

/** The order in which things go, as it is seen from outside. */
async function orderOf(folder: string, items: Map<string, string>): Promise<readonly string[]> {
  const order: string[] = []
  const watched = new Proxy(items, {
    get(map, name) {
      if (name === 'delete') return (key: string) => (order.push('keychain'), map.delete(key))
      const value: unknown = Reflect.get(map, name, map)
      return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(map) : value
    },
  })
  const keeper = keeperOf(folder, watched)
  await wipeVault({ folder, keeper: { erase: async () => { await keeper.erase(); order.push(...(await readdir(folder)).includes('vault.json') ? [] : ['envelope']) ; order.push((await readdir(folder)).includes('cardkeep.db') ? 'database-still-there' : 'database-gone') } } })
  return order
}

test('the keychain and the envelope go before the database', async () => {
  const folder = join(await temporaryFolder(), 'vault')
  const items = await vault(folder)
  const order = await orderOf(folder, items)
  expect(order.at(0)).toBe('keychain')
  expect(order.slice(-2)).toEqual(['envelope', 'database-still-there'])
  expect(await readdir(folder)).toEqual([])
  expect(items.size).toBe(0)
})

test('stopped after any removal it is finished by the next start', async () => {
  const folder = join(await temporaryFolder(), 'vault')
  const items = await vault(folder)
  const first = ['vault.json', 'vault.json.bak', 'attempts.json']
  const rest = (await readdir(folder)).filter((name) => !first.includes(name))
  const order = [...first, ...rest]
  for (let gone = 0; gone <= order.length; gone += 1) {
    const stopped = `${folder}-${gone}`
    await cp(folder, stopped, { recursive: true })
    await writeFile(join(stopped, 'wipe.json'), '{}\n')
    for (const name of order.slice(0, gone)) await rm(join(stopped, name), { recursive: true })
    // What is in the keychain goes first of all.
    const left = gone === 0 ? new Map(items) : new Map<string, string>()
    const keeper = keeperOf(stopped, left)
    await finishWipe({ folder: stopped, keeper })
    expect(await readdir(stopped), `after ${gone}`).toEqual([])
    expect(left.size).toBe(0)
    expect((await keeperOf(stopped, left).status()).exists).toBe(false)
  }
})

test('without its intent nothing is removed (the control)', async () => {
  const folder = join(await temporaryFolder(), 'vault')
  const items = await vault(folder)
  const before = await readdir(folder)
  await finishWipe({ folder, keeper: keeperOf(folder, items) })
  expect(await readdir(folder)).toEqual(before)
})
