import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSource } from '#engine/importers/load-source.ts'
import { parseStatement, readStatementFile } from '#engine/importers/read-statement.ts'
import { OPTIONS, fixtureBytes, fixtureNames } from './fixtures.ts'

const ROW = '<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260205<TRNAMT>-1.00<FITID>1<NAME>COFFEE</STMTTRN>\n'
const LARGE = { name: 'large.ofx', bytes: Buffer.from(`<OFX><CCSTMTRS><CURDEF>USD\n${ROW.repeat(60_000)}</CCSTMTRS></OFX>`) }

describe('parseStatement', () => {
  it.each([...fixtureNames('ofx'), ...fixtureNames('csv'), ...fixtureNames('malformed')])('says of %s what the whole read says', async (name) => {
    const source = { name, bytes: fixtureBytes(name) }
    expect(await parseStatement(source, OPTIONS)).toEqual(readStatementFile(source, OPTIONS))
  })

  it('lets others work in between, and tells how far it is', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const seen: number[] = []
    const file = await parseStatement(LARGE, { ...OPTIONS, onProgress: (done, total) => {
      expect(total).toBe(LARGE.bytes.length)
      seen.push(done)
    } })
    clearInterval(timer)
    expect(file.accounts[0]?.transactions).toHaveLength(60_000)
    expect(turns).toBeGreaterThan(1)
    expect(seen.length).toBeGreaterThan(1)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    const reading = parseStatement(LARGE, { ...OPTIONS, signal: controller.signal, onProgress: () => controller.abort() })
    await expect(reading).rejects.toMatchObject({ code: 'task.cancelled' })
  })
})

describe('loadSource', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cardkeep-load-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function file(name: string, content: string | Buffer): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }

  it('gives name and bytes', async () => {
    const path = await file('small.ofx', '<OFX></OFX>')
    expect(await loadSource(path)).toEqual({ source: { name: 'small.ofx', bytes: Buffer.from('<OFX></OFX>') } })
  })

  it('joins what it read in pieces', async () => {
    const content = Buffer.concat([Buffer.from('<OFX>\n'), Buffer.alloc(3_000_000, 'abcdefg\n')])
    expect(await loadSource(await file('pieces.ofx', content), { maxLineBytes: 1000 })).toEqual({ source: { name: 'pieces.ofx', bytes: content } })
  })

  it.each([
    ['empty.csv', '', {}, 'empty-file'],
    ['archive.csv', Buffer.from([0x50, 0x4b, 3, 4]), {}, 'zip'],
    ['large.csv', `a,b\n${'c,d\n'.repeat(100)}`, { maxBytes: 100 }, 'too-large'],
    ['line.csv', 'x'.repeat(500_000), { maxLineBytes: 100_000 }, 'line-too-long'],
  ])('refuses %s unread', async (name, content, limits, code) => {
    expect(await loadSource(await file(name, content), limits)).toMatchObject({ refused: { name, accounts: [], problems: [{ line: 1, code, severity: 'refused' }] } })
  })

  it('refuses a gigabyte of one line without reading it', async () => {
    const path = await file('gigabyte.csv', 'x')
    await truncate(path, 2 ** 30)
    const before = process.memoryUsage().arrayBuffers
    expect(await loadSource(path)).toMatchObject({ refused: { problems: [{ line: 1, code: 'line-too-long' }] } })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20)
  })

  it('takes one long line of OFX', async () => {
    const path = await file('one-line.ofx', `<OFX>${' '.repeat(300_000)}</OFX>`)
    expect(await loadSource(path, { maxLineBytes: 100_000 })).toHaveProperty('source')
  })
})
