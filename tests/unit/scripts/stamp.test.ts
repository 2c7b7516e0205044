import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, readStamp, writeStamp } from '#scripts/lib/stamp.mjs'

let folder = ''
const sources = (): readonly string[] => [join(folder, 'src'), join(folder, 'config.ts'), join(folder, 'not-there')]
const print = (facts: readonly string[] = []): Promise<string> => fingerprint(folder, sources(), facts)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stamp-'))
  await mkdir(join(folder, 'src', 'deep'), { recursive: true })
  await writeFile(join(folder, 'src', 'a.ts'), 'a')
  await writeFile(join(folder, 'src', 'deep', 'b.ts'), 'b')
  await writeFile(join(folder, 'config.ts'), 'c')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('a touched file changes nothing', async () => {
  const before = await print()
  await utimes(join(folder, 'src', 'a.ts'), 1, 1)
  expect(await print()).toBe(before)
})

const edits: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['edited', () => writeFile(join(folder, 'src', 'deep', 'b.ts'), 'B')],
  ['added', () => writeFile(join(folder, 'src', 'deep', 'c.ts'), '')],
  ['removed', () => rm(join(folder, 'src', 'a.ts'))],
  ['renamed', () => rename(join(folder, 'src', 'a.ts'), join(folder, 'src', 'z.ts'))],
  ['moved from the end of one file to the start of the next', async () => {
    await writeFile(join(folder, 'src', 'a.ts'), '')
    await writeFile(join(folder, 'src', 'deep', 'b.ts'), 'ab')
  }],
]

test.each(edits)('a file that is %s changes it', async (_what, edit) => {
  const before = await print()
  await edit()
  expect(await print()).not.toBe(before)
})

test('a fact such as the platform changes it', async () => {
  expect(await print(['linux'])).not.toBe(await print(['darwin']))
})

test('what was built before does not depend on where the project lies', async () => {
  const before = await print()
  const elsewhere = `${folder}-moved`
  await rename(folder, elsewhere)
  folder = elsewhere
  expect(await print()).toBe(before)
})

test('a stamp that was never written reads as empty', async () => {
  const file = join(folder, 'out', '.built-from')
  expect(await readStamp(file)).toBe('')
  await writeStamp(file, 'abc')
  expect(await readStamp(file)).toBe('abc')
})
