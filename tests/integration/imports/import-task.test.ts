/** The import as a window meets it: long tasks with progress and cancel, over the real router and a real channel; files that are no statements. */
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TaskProgress } from '#shared/rpc/define.ts'
import { generatedOfx } from '#tests/bench/generated-ofx.ts'
import { grantFile, startTestEngine, type TestEngine } from '#tests/support/engine.ts'
import { openImportDesk } from '#tests/support/imports.ts'
import { ofxText, statementFile } from '#tests/support/statements.ts'
import { openTestStore } from '#tests/support/store.ts'
import { dump } from './books-state.ts'

const MANY = 6_000
const GOOD = ofxText({ accounts: [{ rows: [{ on: '2026-05-03', amount: '-4.50', name: 'CORNER COFFEE', id: 'A' }] }] })

async function engineWith(text: string): Promise<TestEngine & { readonly token: string }> {
  const test = await startTestEngine()
  return { ...test, token: grantFile(test.engine, await statementFile(test.folder, 'statement.ofx', text)) }
}

describe('a long import', () => {
  it('says how far it is, tells every topic once it is stored, and stands in the audit', async () => {
    const { call, client, token } = await engineWith(generatedOfx(MANY))
    const topics: string[] = []
    client.on('changed', (change) => void topics.push(...change.topics))
    const seen: TaskProgress[] = []
    const { previewId } = await call.imports.preview({ files: [token] }, { onProgress: (step) => void seen.push(step) })
    expect(topics).toEqual(['audit'])
    await call.imports.apply({ previewId }, { onProgress: (step) => void seen.push(step) })
    expect(new Set(seen.map(({ label }) => label))).toEqual(new Set(['Reading statement.ofx', 'Comparing with your books', 'Storing']))
    const storing = seen.filter(({ label }) => label === 'Storing').map(({ done }) => done)
    expect(storing).toEqual(storing.toSorted((a, b) => a - b))
    expect(topics).toEqual(['audit', 'imports', 'transactions', 'cards', 'employees', 'statements', 'audit'])
    const [entry] = await call.audit.list({ before: null, limit: 1 })
    expect(entry).toMatchObject({ action: 'imports.apply', details: { importId: 1, files: 1, added: MANY, updated: 0, skipped: 0, statements: 0 } })
  })

  it('never keeps a page waiting: queries are answered while it stores, and see nothing of it before the commit', async () => {
    const { call, token } = await engineWith(generatedOfx(MANY))
    const { previewId } = await call.imports.preview({ files: [token] })
    let running = true
    const applied = call.imports.apply({ previewId }).finally(() => (running = false))
    const counts: number[] = []
    while (running) counts.push((await call.transactions.summary({ filter: {} })).count)
    await applied
    expect(counts.length).toBeGreaterThan(10)
    expect(new Set(counts.slice(0, -1))).toEqual(new Set([0]))
  })

  it('cancelled while it stores leaves nothing, and can be applied again', async () => {
    const { call, token } = await engineWith(generatedOfx(MANY))
    const { previewId } = await call.imports.preview({ files: [token] })
    const cancel = new AbortController()
    const applied = call.imports.apply({ previewId }, { signal: cancel.signal, onProgress: ({ done, label }) => label === 'Storing' && done > 1_000 && cancel.abort() })
    await expect(applied).rejects.toMatchObject({ code: 'task.cancelled' })
    expect((await call.transactions.summary({ filter: {} })).count).toBe(0)
    expect(await call.imports.list({})).toEqual([])
    expect((await call.imports.apply({ previewId })).added).toBe(MANY)
  })

  it('cancelled while it reads leaves no preview', async () => {
    const { call, token } = await engineWith(generatedOfx(MANY))
    const cancel = new AbortController()
    const preview = call.imports.preview({ files: [token] }, { signal: cancel.signal, onProgress: () => cancel.abort() })
    await expect(preview).rejects.toMatchObject({ code: 'task.cancelled' })
  })

  it('is applied once, even when asked twice at the same time', async () => {
    const { call, token } = await engineWith(GOOD)
    const { previewId } = await call.imports.preview({ files: [token] })
    const results = await Promise.allSettled([call.imports.apply({ previewId }), call.imports.apply({ previewId })])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await call.transactions.summary({ filter: {} })).count).toBe(1)
  })
})

describe('previews', () => {
  it('page their rows, by status and account', async () => {
    const { call, token } = await engineWith(generatedOfx(1_200))
    const { previewId } = await call.imports.preview({ files: [token] })
    const page = await call.imports.previewRows({ previewId, status: 'new', accountIndex: 0, offset: 1_000, limit: 500 })
    expect([page.total, page.rows.length, page.rows[0]?.row]).toEqual([1_200, 200, 1_000])
    expect((await call.imports.previewRows({ previewId, status: 'conflict', accountIndex: null, offset: 0, limit: 500 })).total).toBe(0)
    expect((await call.imports.previewRows({ previewId, status: null, accountIndex: 5, offset: 0, limit: 500 })).total).toBe(0)
  })

  it('are dropped when discarded, and the oldest when there are too many', async () => {
    const { call, token } = await engineWith(GOOD)
    const ids: string[] = []
    for (let count = 0; count < 5; count++) ids.push((await call.imports.preview({ files: [token] })).previewId)
    await expect(call.imports.getPreview({ previewId: ids[0]! })).rejects.toMatchObject({ code: 'not-found', details: { kind: 'preview' } })
    expect(await call.imports.discard({ previewId: ids[4]! })).toEqual({ discarded: true })
    expect(await call.imports.discard({ previewId: ids[4]! })).toEqual({ discarded: false })
    expect((await call.imports.getPreview({ previewId: ids[3]! })).willAdd).toBe(1)
  })

  it('of a file that was never granted are refused', async () => {
    const { call } = await engineWith(GOOD)
    await expect(call.imports.preview({ files: ['made-up'] })).rejects.toMatchObject({ code: 'not-found', details: { kind: 'file' } })
  })
})

describe('a file that cannot be read', () => {
  it('contributes its problems and nothing else; the others can be imported', async () => {
    const desk = await openImportDesk((await openTestStore()).store)
    const preview = await desk.drop({ name: 'page.ofx', text: '<!DOCTYPE html><html><body>Sign in</body></html>' }, { name: 'good.ofx', text: GOOD }, { name: 'cut.ofx', text: GOOD.slice(0, -40) })
    expect(preview.files.map(({ name, refused, transactions }) => [name, refused, transactions])).toEqual([['page.ofx', true, 0], ['good.ofx', false, 1], ['cut.ofx', true, 0]])
    expect(preview.problems.map(({ file, code }) => [file, code])).toEqual([['page.ofx', 'html'], ['cut.ofx', 'truncated']])
    const record = await desk.apply(preview)
    expect(record).toMatchObject({ added: 1, files: [{ name: 'good.ofx', format: 'OFX 1 (SGML)' }] })
  })

  it('alone leaves nothing to apply', async () => {
    const desk = await openImportDesk((await openTestStore()).store)
    const before = await dump(desk.store, { records: true })
    const preview = await desk.drop({ name: 'empty.csv', text: '' })
    expect(preview).toMatchObject({ willAdd: 0, accounts: [], files: [{ refused: true }] })
    await expect(desk.apply(preview)).rejects.toMatchObject({ code: 'validation.failed' })
    expect(await dump(desk.store, { records: true })).toEqual(before)
  })

  it('because it is gone, or larger than any statement, says so', async () => {
    const desk = await openImportDesk((await openTestStore()).store)
    const huge = join(desk.folder, 'huge.csv')
    await writeFile(huge, 'Date,Description,Amount\n')
    await truncate(huge, 2 ** 30)
    const preview = await desk.previewPaths([join(desk.folder, 'gone.ofx'), huge, desk.folder])
    expect(preview.problems.map(({ file, code }) => [file, code])).toEqual([['gone.ofx', 'unreadable'], ['huge.csv', 'too-large'], [desk.folder.split('/').at(-1), 'unreadable']])
  })
})
