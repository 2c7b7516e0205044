import { expect, test } from 'vitest'
import { officialAddress } from '#scripts/lib/electron/official.mjs'
import { chooseElectron } from '#scripts/lib/electron/resolve.mjs'

type Sources = Parameters<typeof chooseElectron>[0]
type Runtime = Awaited<ReturnType<typeof chooseElectron>>

const runtime = (kind: Runtime['kind']): Runtime => ({ executable: `/${kind}/electron`, folder: `/${kind}`, version: '1.2.3', kind })

/** Nothing installed, the host silent, a machine for which the registry has a runtime. Notes what is asked. */
const machine = (changes: Partial<Sources> = {}): { readonly sources: Sources; readonly asked: string[] } => {
  const asked: string[] = []
  const note = <T>(name: string, answer: T): (() => Promise<T>) => () => {
    asked.push(name)
    return Promise.resolve(answer)
  }
  const sources: Sources = {
    override: note('override', undefined),
    official: note('official', undefined),
    officialAnswers: note('officialAnswers', false),
    installOfficial: note('installOfficial', undefined),
    hasRegistry: true,
    registry: note('registry', undefined),
    installRegistry: note('installRegistry', runtime('registry')),
    ...changes,
  }
  return { sources, asked }
}

const found = (kind: Runtime['kind']) => () => Promise.resolve(runtime(kind))
const quiet = (): void => undefined

test('the one a person points to wins over everything, and nothing else is asked', async () => {
  const { sources, asked } = machine({ override: found('override'), official: found('official'), registry: found('registry') })
  expect((await chooseElectron(sources, '/mine', quiet)).kind).toBe('override')
  expect(asked).toEqual([])
})

test('a wrong override is said, never passed over in silence', async () => {
  const { sources } = machine({ official: found('official') })
  await expect(chooseElectron(sources, '/nowhere', quiet)).rejects.toThrow('/nowhere')
})

test('an installed official binary asks no host', async () => {
  const { sources, asked } = machine({ official: found('official'), registry: found('registry') })
  expect((await chooseElectron(sources, undefined, quiet)).kind).toBe('official')
  expect(asked).toEqual([])
})

test('a host that answers gives the official binary, although a registry runtime is in the cache', async () => {
  const { sources } = machine({ officialAnswers: () => Promise.resolve(true), installOfficial: found('official'), registry: found('registry') })
  expect((await chooseElectron(sources, undefined, quiet)).kind).toBe('official')
})

test('a download that fails falls back to the registry runtime', async () => {
  const { sources } = machine({ officialAnswers: () => Promise.resolve(true) })
  expect((await chooseElectron(sources, undefined, quiet)).kind).toBe('registry')
})

test('a cached registry runtime is not made again', async () => {
  const { sources, asked } = machine({ registry: found('registry') })
  expect((await chooseElectron(sources, undefined, quiet)).kind).toBe('registry')
  expect(asked).not.toContain('installRegistry')
  expect(asked).not.toContain('installOfficial')
})

test('where the registry has none for the machine, it says so instead of downloading a wrong one', async () => {
  const { sources, asked } = machine({ hasRegistry: false })
  await expect(chooseElectron(sources, undefined, quiet)).rejects.toThrow('does not answer')
  expect(asked).not.toContain('installRegistry')
})

test('the address asked is the one that the download will use, mirrors included', () => {
  const linux = { platform: 'linux', arch: 'x64' }
  expect(officialAddress('45.4.1', linux, {})).toBe('https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip')
  expect(officialAddress('45.4.1', linux, { ELECTRON_MIRROR: 'https://mirror.example/electron/', ELECTRON_CUSTOM_DIR: '{{ version }}' }))
    .toBe('https://mirror.example/electron/45.4.1/electron-v45.4.1-linux-x64.zip')
})
