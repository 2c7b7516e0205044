import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type Store } from '#engine/db/store.ts'

/** 2026-11-24T12:00Z: the day on which the tests live. */
export const TEST_NOW = Date.UTC(2026, 10, 24, 12)

/** A folder of its own that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  // A copy in the making may still write into it: the app's end does not wait for one.
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

export interface TestStore {
  readonly store: Store
  readonly file: string
  readonly key: Buffer
}

/** A real encrypted database with the real migrations, closed when the test is over. */
export async function openTestStore(): Promise<TestStore> {
  const file = join(await temporaryFolder(), 'cardkeep.db')
  const key = randomBytes(32)
  const store = await openStore({ file, key: Buffer.from(key), now: TEST_NOW })
  onTestFinished(() => store.close())
  return { store, file, key }
}
