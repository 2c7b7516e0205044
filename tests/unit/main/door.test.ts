import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { LogEvent } from '#main/log.ts'
import { openDoor } from '#main/security/door.ts'
import { APP_ORIGIN, isAppUrl } from '#main/security/origin.ts'
import type { SenderEvent } from '#main/security/sender.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { bridgeCalls } from '#shared/rpc/bridge.ts'
import { BRIDGE_CALL_NAMES } from '#shared/rpc/bridge-names.ts'

const OWN = 7
const ownPage: SenderEvent = { sender: { id: OWN }, senderFrame: { parent: null, origin: APP_ORIGIN } }

let ran: unknown[]
let log: LogEvent[]
let answer: () => Promise<unknown>

const door = () =>
  openDoor(
    {
      name: 'revealExport',
      input: bridgeCalls.revealExport.input,
      output: bridgeCalls.revealExport.output,
      run: (input) => {
        ran.push(input)
        return answer()
      },
    },
    { isOwnWindow: (id) => id === OWN, log: (event) => log.push(event) },
  )

beforeEach(() => {
  ran = []
  log = []
  answer = async () => true
})

test('our own page is answered', async () => {
  expect(await door()(ownPage, { token: 't' })).toEqual({ ok: true, value: true })
  expect(ran).toEqual([{ token: 't' }])
})

describe('a sender that is not our own page is refused before anything is looked at', () => {
  const disposed = {
    sender: { id: OWN },
    get senderFrame(): never {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    },
  }
  const halfDisposed = {
    parent: null,
    get origin(): never {
      throw new Error('Render frame was disposed')
    },
  }
  test.each<[string, SenderEvent]>([
    ['no frame', { sender: { id: OWN }, senderFrame: null }],
    ['a disposed frame', disposed],
    ['a frame that is disposed of while it is looked at', { sender: { id: OWN }, senderFrame: halfDisposed }],
    ['an inner frame', { sender: { id: OWN }, senderFrame: { parent: {}, origin: APP_ORIGIN } }],
    ['another origin', { sender: { id: OWN }, senderFrame: { parent: null, origin: 'https://example.com' } }],
    ['an origin that begins like ours', { sender: { id: OWN }, senderFrame: { parent: null, origin: `${APP_ORIGIN}.evil` } }],
    ['an empty page', { sender: { id: OWN }, senderFrame: { parent: null, origin: 'null' } }],
    ['another window', { sender: { id: OWN + 1 }, senderFrame: { parent: null, origin: APP_ORIGIN } }],
  ])('%s', async (_name, event) => {
    expect(await door()(event, { token: 't' })).toEqual({ ok: false, error: { code: 'rpc.unknown-call', details: { name: 'revealExport' }, retryable: false } })
    expect(ran).toEqual([])
    expect(log).toEqual([{ event: 'bridge-refused', why: 'sender' }])
  })
})

describe('an input that does not fit is refused', () => {
  test.each<[string, readonly unknown[]]>([
    ['nothing', []],
    ['more than one', [{ token: 't' }, 'more']],
    ['another shape', [{ token: 5 }]],
    ['an unknown field', [{ token: 't', path: '/etc/passwd' }]],
    ['a token without end', [{ token: 'x'.repeat(65) }]],
  ])('%s', async (_name, args) => {
    expect(await door()(ownPage, ...args)).toMatchObject({ ok: false, error: { code: 'rpc.invalid-input' } })
    expect(ran).toEqual([])
  })

  test('property: whatever a page sends to any call, it is parsed or refused, and nothing throws', async () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true, withNullPrototype: true })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...BRIDGE_CALL_NAMES), anything, async (name, input) => {
        const seen: unknown[] = []
        const reply = await openDoor(
          { name, input: bridgeCalls[name].input, output: z.unknown(), run: async (parsed) => void seen.push(parsed) },
          { isOwnWindow: () => true, log: () => {} },
        )(ownPage, input)
        expect(reply.ok).toBe(seen.length === 1)
        expect(seen.every((parsed) => bridgeCalls[name].input.safeParse(parsed).success)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('what goes wrong inside', () => {
  test('crosses as its code when it is one of ours', async () => {
    answer = () => Promise.reject(new AppError('not-found', { kind: 'file' }))
    expect(await door()(ownPage, { token: 't' })).toEqual({ ok: false, error: { code: 'not-found', details: { kind: 'file' }, retryable: false } })
  })

  test.each<[string, () => Promise<unknown>]>([
    ['an error with a path in it', () => Promise.reject(new Error("ENOENT: no such file or directory, open '/home/anna/secret.ofx'"))],
    ['an answer of another shape', async () => '/home/anna/secret.ofx'],
  ])('crosses as a reference only: %s', async (_name, run) => {
    answer = run
    const reply = await door()(ownPage, { token: 't' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'engine.internal' } })
    expect(JSON.stringify([reply, log])).not.toContain('anna')
    expect(log).toMatchObject([{ event: 'bridge-failed', call: 'revealExport' }])
  })
})

test.each([
  ['app://cardkeep/', true],
  ['app://cardkeep/index.html#/cards', true],
  ['app://cardkeep', true],
  ['APP://CARDKEEP/', false],
  ['app://cardkeep.evil/', false],
  ['app://cardkeep@evil/', false],
  ['app://evil@cardkeep/', false],
  ['app://cardkeep:80/', false],
  ['https://cardkeep/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
  ['', false],
] as const)('%j is our page: %s', (address, own) => {
  expect(isAppUrl(address)).toBe(own)
})
