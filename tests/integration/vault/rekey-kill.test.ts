/**
 * A re-key that is stopped before each single change that it makes to the file system, and its completion likewise.
 *
 * Every eighth point unless CARDKEEP_EVERY_POINT=1. What SQLite itself writes meanwhile is a copy that nobody uses before the last of these points.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { verifyAudit } from '#engine/audit/audit.queries.ts'
import { databaseFile } from '#engine/db/database-file.ts'
import { openStore } from '#engine/db/store.ts'
import { EngineSession } from '#engine/session.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { temporaryFolder } from '#tests/support/store.ts'
import { BUSINESS, FakeHost, PASSPHRASE, quickHash } from './vault-bench.ts'

const NOW = 1_800_000_000_000
const STRIDE = process.env['CARDKEEP_EVERY_POINT'] === '1' ? 1 : 8

const keeperOf = (folder: string, host: FakeHost) => createVaultKeeper({ folder, host, now: () => NOW, monotonic: () => 500_000, hash: quickHash })

/** Runs it to its end or until it is killed, and says how many changes it made. */
async function run(folder: string, host: FakeHost, mode: 'rekey' | 'open', killAt = 0): Promise<{ readonly isKilled: boolean; readonly changes: number }> {
  const here = (name: string) => join(import.meta.dirname, name)
  const child = spawn(process.execPath, ['--import', here('kill-at.ts'), here('rekey-child.ts'), folder, mode], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, KILL_AT: String(killAt) } })
  child.stdin.end(JSON.stringify([...host.items]))
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (signal !== 'SIGKILL') expect(code).toBe(0)
  return { isKilled: signal === 'SIGKILL', changes: Number(said) }
}

/** Opens what is there as the next start does; returns whether it has the new key, and fails unless everything is whole. */
async function openAfter(folder: string, host: FakeHost, oldKey: Buffer): Promise<'old' | 'new'> {
  const key = await keeperOf(folder, host).unlock({ passphrase: PASSPHRASE })
  const store = await openStore({ file: databaseFile(folder), key, now: NOW })
  try {
    expect(await verifyAudit(store.read)).toMatchObject({ brokenAt: null })
    const actions = (await store.read.selectFrom('audit').select('action').execute()).map(({ action }) => action)
    expect(actions.filter((action) => action === 'vault.create')).toHaveLength(1)
    const isNew = !key.equals(oldKey)
    expect(actions.filter((action) => action === 'vault.rekey')).toHaveLength(isNew ? 1 : 0)
    expect(readdirSync(folder).filter((name) => /rekey/.test(name))).toEqual([])
    return isNew ? 'new' : 'old'
  } finally {
    await store.close()
  }
}

test('leaves the old vault or the new one, whole, wherever it is stopped', { timeout: 900_000 }, async () => {
  const root = await temporaryFolder()
  const at = (name: string) => join(root, name)
  const host = new FakeHost()
  const session = new EngineSession({ folder: at('vault'), now: () => NOW })
  const key = await keeperOf(at('vault'), host).create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  await session.open({ key: Buffer.from(key), action: 'vault.create', details: {}, businessName: BUSINESS })
  await session.close()
  const copy = (from: string, to: string) => {
    cpSync(at(from), at(to), { recursive: true })
    return at(to)
  }

  const { changes } = await run(copy('vault', 'committed'), host, 'rekey')
  const { changes: finishing } = await run(copy('committed', 'finished'), host, 'open')
  const { changes: opening } = await run(copy('vault', 'opened'), host, 'open')
  expect(changes).toBeGreaterThan(opening + 15)
  expect(finishing).toBeGreaterThan(opening + 8)

  const seen = { rekey: new Set<string>(), open: new Set<string>() }
  const points = [...pointsFrom(opening, changes).map((point) => ['vault', 'rekey', point] as const), ...pointsFrom(0, finishing - opening + 1).map((point) => ['committed', 'open', point] as const)]
  for (const [from, mode, point] of points) {
    const folder = copy(from, `${mode}-${point}`)
    expect((await run(folder, host, mode, point)).isKilled, `${mode} ${point}`).toBe(true)
    seen[mode].add(await openAfter(folder, host, key))
  }
  expect([...seen.rekey].toSorted()).toEqual(['new', 'old'])
  expect([...seen.open]).toEqual(['new'])
  process.stdout.write(`re-key: stopped at ${points.length} of ${changes + finishing - 2 * opening + 1} points, 0 vaults lost\n`)
})

/** Every so many of them, and always the last: there the new vault is committed. */
function pointsFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first }, (_, index) => first + 1 + index).filter((point) => (last - point) % STRIDE === 0)
}
