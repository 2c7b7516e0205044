/** T23: what is installed is what was decided on: exact versions with hashes, two packages that may run a script, known licences, known weaknesses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judge } from '#scripts/lib/audit-gate.mjs'
import { collectLicences, isAccepted } from '#scripts/lib/licences.mjs'
import { makeBom } from '#scripts/lib/sbom.mjs'
import { print } from '../support/amounts.ts'

const project = join(import.meta.dirname, '../../..')
const read = <T>(path: string) => JSON.parse(readFileSync(join(project, path), 'utf8')) as T

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

interface Locked {
  readonly version: string
  readonly name?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
}

const manifest = read<Manifest>('package.json')
const { packages } = read<{ readonly packages: Readonly<Record<string, Locked>> }>('package-lock.json')
const locked = Object.entries(packages).filter(([path]) => path !== '')

/** Looked at: `node` brings the Node that everything runs on, keytar's script chooses its prebuilt binary. */
const MAY_RUN_SCRIPTS = ['@github/keytar', 'node']

const notExact = (versions: Readonly<Record<string, string>>) => Object.entries(versions).filter(([, wanted]) => !/^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(wanted)).map(([name]) => name)
const nameOf = ([path, { name }]: readonly [string, Locked]) => name ?? path.replace(/^.*node_modules\//, '')

describe('what is installed', () => {
  test('every version is exact, here and in the lock file, and everything locked has a hash and comes from one registry', () => {
    expect([...notExact(manifest.dependencies), ...notExact(manifest.devDependencies)]).toEqual([])
    expect(notExact({ caret: '^1.0.0', tag: 'latest', range: '1.x', git: 'git+https://a.example/b.git', alias: 'npm:a@^1.0.0', exact: '1.2.3' })).toEqual(['caret', 'tag', 'range', 'git', 'alias'])
    const root = packages[''] as unknown as Manifest
    expect({ ...root.dependencies, ...root.devDependencies }).toEqual({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([path]) => path)).toEqual([])
    expect(new Set(locked.map(([, { resolved }]) => new URL(resolved ?? 'file:').host)).size).toBe(1)
    expect(readFileSync(join(project, '.npmrc'), 'utf8')).toContain('save-exact=true')
    print(`supply chain: ${locked.length} packages, all exact and with a hash`)
  })

  test('a script runs at installation only where somebody has looked at it', () => {
    const withScript = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(nameOf).sort()
    expect(withScript).toEqual(MAY_RUN_SCRIPTS)
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed).map(([name]) => name).sort()).toEqual(MAY_RUN_SCRIPTS)
    print(`supply chain: ${withScript.length} packages may run a script at installation: ${withScript.join(', ')}`)
  })
})

describe('licences', () => {
  test('the app lists those of this very lock file, each of a kind that may be shipped', async () => {
    const now = await collectLicences()
    expect(read('resources/licences.json'), 'run `npm run licences`').toEqual(now)
    expect(now.packages.filter(({ licence }) => !isAccepted(licence))).toEqual([])
    expect(now.packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['electron', 'react', 'better-sqlite3-multiple-ciphers', '@github/keytar']))
    print(`licences: ${now.packages.length} packages, ${now.texts.length} texts`)
  })

  test('control: one that was not looked at is found', () => {
    for (const licence of ['GPL-3.0', 'MIT AND GPL-2.0', 'unknown', 'SEE LICENSE IN x']) expect(isAccepted(licence)).toBe(false)
    for (const licence of ['MIT', '(MIT OR GPL-2.0)', 'MIT AND ISC AND BSD-3-Clause']) expect(isAccepted(licence)).toBe(true)
  })
})

test('the bill of materials names what ships, in the versions of the lock file', async () => {
  const { components, bomFormat, metadata } = await makeBom()
  expect(bomFormat).toBe('CycloneDX')
  expect(metadata.component.name).toBe('cardkeep')
  const versions = new Set(components.map(({ purl }) => decodeURIComponent(String(purl).replace(/\?.*/, ''))))
  for (const name of ['electron', 'react', 'kysely', 'zod']) expect(versions).toContain(`pkg:npm/${name}@${packages[`node_modules/${name}`]?.version}`)
  expect([...versions].some((purl) => purl.startsWith('pkg:npm/vitest@'))).toBe(false)
  print(`bill of materials: ${components.length} components`)
})

describe('the gate for known weaknesses', () => {
  const today = '2026-11-24'
  const report = (severity: string) => ({ vulnerabilities: { minimist: { name: 'minimist', via: ['mkdirp', { source: 1, url: 'https://github.com/advisories/GHSA-vh95-rmgr-6w4m', severity, title: 'Prototype pollution' }] } } })
  const waiver = { advisory: 'GHSA-vh95-rmgr-6w4m', package: 'minimist', reason: 'Only reads our own arguments, never a file.', until: '2026-12-31' }

  test.each([
    ['nothing known', { vulnerabilities: {} }, [], 'passed'],
    ['a moderate one', report('moderate'), [], 'passed'],
    ['a high one', report('high'), [], 'failed'],
    ['a critical one, waived', report('critical'), [waiver], 'passed'],
    ['waived for another package', report('high'), [{ ...waiver, package: 'mkdirp' }], 'failed'],
    ['a waiver that ended yesterday', report('high'), [{ ...waiver, until: '2026-11-23' }], 'failed'],
    ['a waiver for ever', report('high'), [{ ...waiver, until: '2030-01-01' }], 'failed'],
    ['a waiver without a reason', report('high'), [{ ...waiver, reason: 'later' }], 'failed'],
    ['a waiver that nothing needs', { vulnerabilities: {} }, [waiver], 'failed'],
    ['no answer', { error: { summary: '' }, statusCode: 405 }, [], 'not-run'],
    ['no JSON', undefined, [], 'not-run'],
  ])('%s', (_what, facts, waivers, state) => {
    expect(judge({ report: facts, waivers, today }).state).toBe(state)
  })

  test('the waivers of the project are in order', () => {
    const waivers = read<(typeof waiver)[]>('scripts/audit-waivers.json')
    expect(judge({ report: undefined, waivers, today: new Date().toISOString().slice(0, 10) }).state).toBe('not-run')
  })
})
