/** Items 16 and 19: facts of the package. The packaged app's own binary is checked where it is made; here, that the check sees what is wrong. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options } from '@electron/fuses'
import { describe, expect, test } from 'vitest'
import { checkFuses, fuseFaults, wantedFuses } from '#scripts/lib/electron/fuses.mjs'
import { resolveElectron } from '#scripts/lib/electron/resolve.mjs'
import { silent } from '#scripts/lib/say.mjs'

const root = join(import.meta.dirname, '../../..')
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, Record<string, unknown>>

const names = Object.keys(wantedFuses) as (keyof typeof wantedFuses)[]
const asWanted = () => Object.fromEntries(names.map((name) => [FuseV1Options[name], wantedFuses[name] ? FuseState.ENABLE : FuseState.DISABLE])) as Record<string, unknown>

describe('19: the fuses', () => {
  test('every fuse that exists is decided about, and as wanted none is a fault', () => {
    expect(fuseFaults(asWanted())).toEqual([])
    expect(names).toHaveLength(9)
  })

  test.each(names)('%s the other way round, removed or unknown is a fault', (name) => {
    const other = wantedFuses[name] ? FuseState.DISABLE : FuseState.ENABLE
    for (const state of [other, FuseState.REMOVED, undefined]) expect(fuseFaults({ ...asWanted(), [FuseV1Options[name]]: state })).toEqual([expect.stringContaining(name)])
  })

  test('control: an Electron for development has faults', async () => {
    const { executable } = await resolveElectron({ say: silent })
    expect(await checkFuses(executable)).toEqual(expect.arrayContaining([expect.stringMatching(/^RunAsNode: on/), expect.stringMatching(/^OnlyLoadAppFromAsar: off/)]))
  })
})

test('16: one exact Electron, the same in the lock file', () => {
  const wanted = json('package.json')['devDependencies']?.['electron']
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/)
  expect(json('package-lock.json')['packages']?.['node_modules/electron']).toMatchObject({ version: wanted })
})
