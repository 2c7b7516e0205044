import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { inspectFiles } from '#engine/importers/inspect.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('../../../electron/engine/importers/inspect.ts', import.meta.url))
const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/statements/${name}`, import.meta.url))

describe('inspect', () => {
  it('prints what it understood as JSON and ends with 0', async () => {
    const path = fixture('ofx/pending.ofx')
    const { stdout } = await run(process.execPath, [PROGRAM, path])
    expect(JSON.parse(stdout)).toEqual([
      {
        file: path,
        format: 'ofx1',
        accounts: [{ kind: 'card', label: 'Chase ··1111', currency: 'USD', transactions: 1, pending: 2, sumMinor: -1234, firstDate: '2026-02-05', lastDate: '2026-02-05' }],
        statements: 0,
        problems: [],
      },
    ])
  })

  it('ends with 1 when one of several files is refused, and says why', async () => {
    const failure = await run(process.execPath, [PROGRAM, fixture('csv/amex-members.csv'), fixture('malformed/date-31-31.csv')]).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 1 })
    const entries: unknown = JSON.parse((failure as { stdout: string }).stdout)
    expect(entries).toMatchObject([
      { format: 'csv:amex-members', accounts: [{ kind: 'card', transactions: 3, sumMinor: -13860, firstDate: '2026-02-20', lastDate: '2026-02-27' }], problems: [] },
      { accounts: [], problems: [{ line: 3, code: 'date-invalid', message: '"31/31/2026" is not a date (month/day/year).' }] },
    ])
  })

  it('without a file says how it is called', async () => {
    await expect(run(process.execPath, [PROGRAM])).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Usage') })
  })

  it('counts closed statements, and never adds two currencies', async () => {
    const { entries, refused } = await inspectFiles([fixture('ofx/closing.ofx'), fixture('ofx/xml-everything.ofx'), fixture('ofx/profile-only.ofx')])
    expect(refused).toBe(false)
    expect(entries.map(({ statements }) => statements)).toEqual([2, 0, 0])
    expect(entries[1]?.accounts).toMatchObject([{ currency: 'USD', transactions: 3, sumMinor: -6719 }, { currency: 'JPY', transactions: 1, sumMinor: -1500 }])
    expect(entries[2]).toMatchObject({ accounts: [], problems: [{ line: null, code: 'no-statement' }] })
  })

  it('refuses what is not there', async () => {
    const { entries, refused } = await inspectFiles([fixture('nothing.ofx'), fixture('ofx')])
    expect(refused).toBe(true)
    expect(entries.map(({ problems }) => problems[0]?.code)).toEqual(['unreadable', 'unreadable'])
  })
})
