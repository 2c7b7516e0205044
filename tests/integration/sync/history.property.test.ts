/**
 * Random histories of a person, an issuer, a network and a computer, against the real sandbox.
 *
 * CARDKEEP_HISTORIES=500 for a long run.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IssuerConnector } from '#engine/issuers/connector.ts'
import { arbitraryHistory, liveThrough, makeBeginning, type Beginning, type Harm, type Step } from '#tests/support/histories.ts'

const HISTORIES = Number(process.env['CARDKEEP_HISTORIES'] ?? 60)

const shared: { beginning?: Beginning; root?: string; lives: number } = { lives: 0 }

beforeAll(async () => {
  shared.root = await mkdtemp(join(tmpdir(), 'cardkeep-histories-'))
  shared.beginning = await makeBeginning(join(shared.root, 'beginning'), randomBytes(32))
})

afterAll(() => rm(shared.root ?? '', { recursive: true, force: true }))

async function live(steps: readonly Step[], harm?: Harm): Promise<void> {
  const { beginning, root } = shared
  if (!beginning || root === undefined) throw new Error('no beginning')
  shared.lives += 1
  const folder = join(root, `life-${shared.lives}`)
  await mkdir(folder)
  try {
    await liveThrough(steps, { beginning, folder, ...(harm ? { harm } : {}) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test(`after any of ${HISTORIES} histories both sides agree, nothing that was acknowledged is lost, and every change took effect once`, { timeout: 120_000 + HISTORIES * 4_000 }, async () => {
  await fc.assert(fc.asyncProperty(arbitraryHistory, (steps) => live(steps)), { numRuns: HISTORIES, endOnFailure: HISTORIES <= 60 })
})

test('what the issuer did after an act whose answer was lost is shown once that act is settled', async () => {
  // Found by the histories: the newer word came while the act still covered it.
  await expect(live([
    { do: 'fault', fault: { kind: 'malformed', how: 'not-json' }, operation: 'cards.unfreeze', times: 1, skip: 0 },
    { do: 'freeze', card: 2 },
    { do: 'unfreeze', card: 2 },
    { do: 'sync' },
    { do: 'issuer-freezes', card: 2 },
    { do: 'sync' },
  ])).resolves.toBeUndefined()
})

describe('the same check finds', () => {
  const answerLost: readonly Step[] = [
    { do: 'fault', fault: { kind: 'reset', stage: 'after' }, operation: 'cards.freeze', times: 1, skip: 0 },
    { do: 'freeze', card: 0 },
    { do: 'sync' },
  ]

  test('nothing in a history that is right', async () => {
    await expect(live(answerLost)).resolves.toBeUndefined()
  })

  test('a new key with every attempt', async () => {
    const newKeys = (connector: IssuerConnector): IssuerConnector => ({ ...connector, send: (command, options) => connector.send(command, { ...options, idempotencyKey: v7() }) })
    await expect(live(answerLost, { break: newKeys })).rejects.toThrow(/deep-equal/)
  })

  test('a log that is not flushed with every commit', async () => {
    const powerFails: readonly Step[] = [{ do: 'freeze', card: 0 }, { do: 'note', charge: 3 }, { do: 'power-fails' }]
    await expect(live(powerFails)).resolves.toBeUndefined()
    await expect(live(powerFails, { afterOpen: (writer) => void writer.pragma('synchronous = NORMAL') })).rejects.toThrow(/deep-equal/)
  })

  test.each([['limit', 'limits.create'], ['dispute', 'disputes.submit']] as const)('a %s that was asked for twice, because nobody asked what became of it', async (what, operation) => {
    const lost: readonly Step[] = [{ do: 'fault', fault: { kind: 'reset', stage: 'after' }, operation, times: 1, skip: 0 }, { do: 'ask', what, which: 0 }, { do: 'sync' }]
    const forgetful = (connector: IssuerConnector): IssuerConnector => ({ ...connector, commandOutcome: async () => ({ state: 'unknown' }), send: (command, options) => connector.send(command, { ...options, idempotencyKey: v7() }) })
    await expect(live(lost)).resolves.toBeUndefined()
    await expect(live(lost, { break: forgetful })).rejects.toThrow(/deep-equal/)
  })

  test.each([
    ['card', [{ do: 'desk-freezes', card: 0 }, { do: 'sync' }]],
    ['limit', [{ do: 'ask', what: 'limit', which: 0 }, { do: 'sync' }, { do: 'desk-limits', card: 0 }, { do: 'sync' }]],
    ['dispute', [{ do: 'ask', what: 'dispute', which: 0 }, { do: 'sync' }, { do: 'next-day' }, { do: 'next-day' }, { do: 'sync' }]],
  ] satisfies readonly (readonly [string, readonly Step[]])[])('every %s left out of the feed', async (left, steps) => {
    const deaf = (connector: IssuerConnector): IssuerConnector => ({
      ...connector,
      changes: async (request) => {
        const answer = await connector.changes(request)
        return answer.modified ? { ...answer, page: { ...answer.page, items: answer.page.items.filter(({ type }) => type !== left) } } : answer
      },
    })
    await expect(live(steps)).resolves.toBeUndefined()
    await expect(live(steps, { break: deaf })).rejects.toThrow(/deep-equal/)
  })
})
