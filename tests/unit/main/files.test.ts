import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileGrants, type FileGrants } from '#main/files/grants.ts'
import { createLaunchFiles, fileArguments, secondLaunch } from '#main/files/launch-files.ts'
import type { GrantedFile } from '#shared/rpc/control.ts'

let root: string
let announced: GrantedFile[]
let grants: FileGrants

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cardkeep-files-')))
  writeFileSync(join(root, 'march.ofx'), 'x'.repeat(42))
  mkdirSync(join(root, 'folder'))
  symlinkSync(join(root, 'march.ofx'), join(root, 'link.ofx'))
  symlinkSync(join(root, 'nowhere'), join(root, 'broken.ofx'))
  execFileSync('mkfifo', [join(root, 'pipe.ofx')])
  announced = []
  grants = createFileGrants((file) => announced.push(file))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('grants', () => {
  test('tell the page a name and a size, the engine the path', async () => {
    const [grant, ...others] = await grants.read([join(root, 'march.ofx')])
    expect(others).toEqual([])
    expect(grant).toEqual({ token: expect.stringMatching(/^[\w-]{32}$/), name: 'march.ofx', size: 42 })
    expect(announced).toEqual([{ token: grant?.token, path: join(root, 'march.ofx'), name: 'march.ofx', mode: 'read' }])
  })

  test('are given for existing regular files only, and never wait for a pipe', async () => {
    const paths = ['folder', 'pipe.ofx', 'broken.ofx', 'missing.ofx', 'link.ofx'].map((name) => join(root, name))
    const given = await grants.read([...paths, 'march.ofx', '/dev/zero', `${root}/march.ofx\0.csv`, ''])
    expect(given.map((grant) => grant.name)).toEqual(['march.ofx'])
    expect(announced[0]?.path).toBe(join(root, 'march.ofx'))
  })

  test('differ each time, and a token to read is none to write', async () => {
    const [first] = await grants.read([join(root, 'march.ofx')])
    const [second] = await grants.read([join(root, 'march.ofx')])
    const written = grants.write(join(root, 'report.csv'))
    expect(new Set([first?.token, second?.token, written.token]).size).toBe(3)
    expect(grants.written(written.token)).toBe(join(root, 'report.csv'))
    expect(grants.written(first?.token ?? '')).toBeUndefined()
  })

  test('are all repeated to a new engine until they are cleared', async () => {
    await grants.read([join(root, 'march.ofx')])
    grants.write(join(root, 'report.csv'))
    expect(grants.all()).toEqual(announced)
    grants.clear()
    expect(grants.all()).toEqual([])
  })
})

describe('files on the command line', () => {
  test.each([
    [['electron', '--no-sandbox', '/app', 'a.ofx', '/b.csv'], true, ['/here/a.ofx', '/b.csv']],
    [['electron', '/app', '--inspect=0', '--', '-x', 'a.ofx'], true, ['/here/a.ofx']],
    [['cardkeep', 'a.ofx', '--remote-debugging-port=0', '../b c.csv'], false, ['/here/a.ofx', '/b c.csv']],
    [['cardkeep'], false, []],
    [['electron', '/app'], true, []],
  ] as const)('%j (unpackaged: %s) are %j', (argv, skipAppFolder, files) => {
    expect(fileArguments(argv, '/here', { skipAppFolder })).toEqual(files)
  })

  test('wait until they are taken, once, and are told when they come later', async () => {
    let arrivals = 0
    const launch = createLaunchFiles(grants, () => (arrivals += 1))
    launch.add([])
    expect(arrivals).toBe(0)
    launch.add([join(root, 'march.ofx'), join(root, 'missing.ofx')])
    launch.add([join(root, 'link.ofx')])
    expect(arrivals).toBe(2)
    expect((await launch.take()).map((grant) => grant.name)).toEqual(['march.ofx', 'march.ofx'])
    expect(await launch.take()).toEqual([])
  })

  test.each([[null], [{}], [{ files: 'a' }], [{ files: [5] }], [{ files: ['x'.repeat(5_000)] }]])('of a second start are taken only in their own form: %j', (handed) => {
    expect(secondLaunch.safeParse(handed).success).toBe(false)
  })
})
