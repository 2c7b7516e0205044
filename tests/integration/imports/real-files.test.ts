/**
 * Real statement files of many banks, all the way into the books and out again. They are not part of the project: where their folder (beside
 * the project's) is missing, their tests say so by name and claim nothing.
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openImportDesk, type ImportDesk } from '#tests/support/imports.ts'
import { openTestStore } from '#tests/support/store.ts'
import { dump, expectSound } from './books-state.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/statements')
const HERE = existsSync(FOLDER)
const TRIED = HERE ? '' : ' (the files are not at hand: nothing was tried)'
/** As many as one preview takes. */
const AT_ONCE = 200

async function desk(): Promise<ImportDesk> {
  return openImportDesk((await openTestStore()).store)
}

async function statementFiles(): Promise<readonly string[]> {
  const files = HERE ? await readdir(FOLDER, { recursive: true }) : []
  return files.filter((file) => /^(csv|ofx1|ofx2|qfx|qbo)[\\/]/.test(file)).toSorted().map((file) => join(FOLDER, file))
}

async function eachAlone(): Promise<number> {
  let understood = 0
  for (const path of await statementFiles()) {
    const imports = await desk()
    const before = await dump(imports.store)
    const preview = await imports.previewPaths([path])
    if (preview.files[0]?.refused !== false) continue
    const record = await imports.apply(preview)
    expect(record.added, path).toBe(preview.files[0].transactions)
    await expectSound(imports.store)
    const again = await imports.previewPaths([path])
    expect([again.willAdd, again.willUpdate], path).toEqual([0, 0])
    await imports.undo(record.id)
    expect(await dump(imports.store), path).toEqual(before)
    understood += 1
  }
  return understood
}

async function allAtOnce(): Promise<void> {
  const paths = (await statementFiles()).slice(0, AT_ONCE)
  if (paths.length === 0) return
  const imports = await desk()
  const record = await imports.apply(await imports.previewPaths(paths))
  await expectSound(imports.store)
  const again = await imports.previewPaths(paths)
  expect(again.counts).toEqual({ new: 0, duplicate: record.added + record.skipped, changed: 0, conflict: 0 })
  await imports.undo(record.id)
  expect(await imports.store.read.selectFrom('accounts').selectAll().execute()).toEqual([])
}

it(`each comes in whole, adds nothing the second time, and leaves nothing when it is taken back${TRIED}`, async () => {
  expect(await eachAlone()).toBeGreaterThanOrEqual(HERE ? 60 : 0)
})

it(`all dropped at once find their accounts again when they are dropped once more${TRIED}`, async () => {
  await expect(allAtOnce()).resolves.toBeUndefined()
})
