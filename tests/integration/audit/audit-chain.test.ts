import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { createChainCheck } from '#engine/audit/chain-check.ts'
import { appendAudit, verifyAudit } from '#engine/audit/audit.queries.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { Pace } from '#engine/pace.ts'
import { machineTimers } from '#engine/sync/timing.ts'
import { grantFile, memoryHost, startTestEngine, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

const SCRIPT = fileURLToPath(new URL('../../../scripts/verify-audit.mjs', import.meta.url))

/** Changes an entry the way somebody with the key and a database tool would. */
async function tamper(folder: string, host: ReturnType<typeof memoryHost>, statement: string): Promise<void> {
  const key = await createVaultKeeper({ folder, host, now: () => TEST_NOW, monotonic: () => performance.now() }).unlock({ passphrase: TEST_PASSPHRASE })
  const sqlite = openSqlite({ file: join(folder, 'cardkeep.db'), key: Buffer.from(key) })
  sqlite.exec(`DROP TRIGGER audit_is_append_only_update; ${statement}`)
  sqlite.close()
}

/** Timers that a test lets fire. */
function heldTimers() {
  const waiting = new Set<() => void>()
  return {
    setTimer: (_ms: number, fire: () => void) => {
      waiting.add(fire)
      return () => void waiting.delete(fire)
    },
    fireAll: () => [...waiting].forEach((fire) => fire()),
  }
}

test('every unlocking checks the chain, a break is told loudly and written down once', async () => {
  const host = memoryHost('available')
  const first = await startTestEngine({ host })
  await first.call.settings.update({ density: 'compact' })
  await first.call.settings.update({ density: 'comfortable' })
  await first.engine.close()
  await tamper(first.folder, host, `UPDATE audit SET details = '{"keys":"businessName"}' WHERE id = 2`)

  for (const unlocking of [1, 2]) {
    const timers = heldTimers()
    const { call, client, engine } = await startTestEngine({ folder: first.folder, host, unlocked: false, setTimer: timers.setTimer })
    const topics: string[] = []
    client.on('changed', (event) => topics.push(...event.topics))
    await call.vault.unlock({ passphrase: TEST_PASSPHRASE })
    expect(await call.audit.lastCheck({})).toBeNull()
    timers.fireAll()
    await vi.waitFor(async () => expect(await call.audit.lastCheck({})).toMatchObject({ entries: 1, brokenAt: 2 }), 10_000)
    expect(topics).toContain('audit')
    const told = (await call.audit.list({ before: null, limit: 50 })).filter(({ action }) => action === 'audit.broken')
    expect(told, `after unlocking ${unlocking}`).toMatchObject([{ details: { brokenAt: 2 } }])
    await engine.close()
  }
})

test.each(['csv', 'jsonl'] as const)('the exported %s holds every entry and can be followed outside, and a changed file cannot', async (format) => {
  const { call, engine, folder } = await startTestEngine()
  await call.settings.update({ businessName: 'Harbour, "Finch" & Söhne' })
  await call.settings.update({ density: 'compact' })
  const path = join(folder, `audit.${format}`)
  const written = await call.audit.export({ format, target: grantFile(engine, path, 'write') })
  expect(written).toMatchObject({ rows: 3, file: `audit.${format}` })
  const follow = (file: string) => {
    try {
      return execFileSync(process.execPath, [SCRIPT, file], { encoding: 'utf8' })
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    }
  }
  expect(follow(path)).toContain('3 entries fit together without a gap')
  const text = await readFile(path, 'utf8')
  const lines = text.split(/\r?\n/)
  const [body] = format === 'csv' ? [1] : [0]
  for (const [name, changed, expected] of [
    ['altered', text.replace('density', 'dEnsity'), 'Entry 3 does not fit'],
    ['missing', lines.filter((_line, index) => index !== body + 1).join('\n'), 'Entry 3 does not fit'],
    ['moved', [...lines.slice(0, body), lines[body + 1], lines[body], ...lines.slice(body + 2)].join('\n'), 'Entry 2 does not fit'],
  ] as const) {
    await writeFile(path, changed)
    expect(follow(path), name).toContain(expected)
  }
  expect((await call.audit.list({ before: null, limit: 1 }))[0]).toMatchObject({ action: 'audit.export', details: { rows: 3 } })
})

test('a hundred thousand entries are checked beside everything else', async () => {
  const { store } = await openTestStore()
  await store.transaction(async (db) => {
    for (let entry = 0; entry < 100_000; entry += 1) await appendAudit(db, { at: TEST_NOW + entry, action: 'transactions.setCategory', details: { categoryId: entry % 40, transactions: 3, changed: 3 } })
  })
  const gaps: number[] = []
  const tick = { at: performance.now() }
  const beat = setInterval(() => {
    gaps.push(performance.now() - tick.at)
    tick.at = performance.now()
  }, 1)
  const began = performance.now()
  const check = createChainCheck({ read: () => store.read, write: async () => Promise.reject(new Error('nothing to write')), now: () => TEST_NOW, setTimer: (_ms, fire) => machineTimers(0, fire), emit: () => {}, log: () => {} })
  check.begin()
  await vi.waitFor(() => expect(check.last).not.toBeNull(), { timeout: 60_000, interval: 5 })
  const took = performance.now() - began
  clearInterval(beat)
  gaps.sort((left, right) => left - right)
  process.stdout.write(`100,000 entries checked in ${Math.round(took)} ms beside others, who waited ${gaps[Math.floor(gaps.length / 2)]?.toFixed(1)} ms in the middle and ${gaps.at(-1)?.toFixed(0)} ms at most\n`)
  expect(check.last).toMatchObject({ entries: 100_000, brokenAt: null })
  expect(gaps[Math.floor(gaps.length / 2)]).toBeLessThan(50)
})

test('a lock in the middle of the check ends it', async () => {
  const { store } = await openTestStore()
  await store.transaction(async (db) => {
    for (let entry = 0; entry < 5_000; entry += 1) await appendAudit(db, { at: TEST_NOW, action: 'x', details: {} })
  })
  const ending = new AbortController()
  const checking = verifyAudit(store.read, new Pace(ending.signal, 0))
  ending.abort()
  await expect(checking).rejects.toMatchObject({ code: 'task.cancelled' })
})
