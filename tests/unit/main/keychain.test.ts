import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHostCalls } from '#main/handlers/host-calls.ts'
import { createKeytarKeyVault, type Keytar } from '#main/keychain/keytar-key-vault.ts'

const VAULT = '0b9a1a52-7a37-4ad1-8b0f-0a2f8b0d7c11'

/** A keytar over a map that fails, hangs or answers like a locked collection on demand. */
class FakeKeytar implements Keytar {
  readonly items = new Map<string, string>()
  mode: 'works' | 'locked' | 'absent' | 'hangs' = 'works'
  running = 0
  mostRunning = 0
  calls: string[] = []

  async #act<T>(name: string, work: () => T, whenLocked: () => T): Promise<T> {
    this.calls.push(name)
    this.running += 1
    this.mostRunning = Math.max(this.mostRunning, this.running)
    await new Promise<void>((resolve) => {
      const wait = () => (this.mode === 'hangs' ? setTimeout(wait, 50) : resolve())
      setTimeout(wait, 1)
    })
    this.running -= 1
    if (this.mode === 'absent') throw new Error('Verbindung gescheitert: Datei oder Verzeichnis nicht gefunden')
    return this.mode === 'locked' ? whenLocked() : work()
  }

  getPassword = (_service: string, account: string) => this.#act('get', () => this.items.get(account) ?? null, () => null)
  setPassword = (_service: string, account: string, password: string) =>
    this.#act('set', () => void this.items.set(account, password), () => {
      throw new Error('Impossible de créer un élément dans un trousseau verrouillé')
    })
  deletePassword = (_service: string, account: string) => this.#act('delete', () => this.items.delete(account), () => false)
}

let keytar: FakeKeytar
let clock: number
const vault = (canBeAbsent = true) => createKeytarKeyVault({ service: 'test', load: async () => keytar, now: () => clock, canBeAbsent, patienceMs: 1_000, probePatienceMs: 300 })

beforeEach(() => {
  vi.useFakeTimers()
  keytar = new FakeKeytar()
  clock = 1_000
})
afterEach(() => {
  vi.useRealTimers()
})

/** Runs the timers until the promise settles. */
async function settle<T>(promise: Promise<T>): Promise<T> {
  const guarded = promise.then((value) => ({ value }), (error: unknown) => ({ error }))
  await vi.advanceTimersByTimeAsync(5_000)
  const result = await guarded
  if ('error' in result) throw result.error
  return result.value
}

describe('the state of the keychain', () => {
  test.each([
    ['works', 'available'],
    ['locked', 'locked'],
    ['absent', 'absent'],
    ['hangs', 'locked'],
  ] as const)('of one that %s is %s', async (mode, state) => {
    keytar.mode = mode
    expect(await settle(vault().state())).toBe(state)
  })

  test('is never absent where the system always has one', async () => {
    keytar.mode = 'absent'
    expect(await settle(vault(false).state())).toBe('locked')
  })

  test('is proven by keeping something, and leaves nothing behind', async () => {
    expect(await settle(vault().state())).toBe('available')
    expect(keytar.calls).toEqual(['get', 'set', 'delete'])
    expect(keytar.items.size).toBe(0)
  })

  test('is absent where keytar itself does not load', async () => {
    const broken = createKeytarKeyVault({ service: 'test', load: () => Promise.reject(new Error('Failed to load keytar native addon, checked [] on linux-x64')), now: () => clock, canBeAbsent: true })
    expect(await settle(broken.state())).toBe('absent')
  })

  test('that was refused is asked again after half a minute, not before', async () => {
    keytar.mode = 'locked'
    const keychain = vault()
    expect(await settle(keychain.state())).toBe('locked')
    keytar.mode = 'works'
    clock += 29_999
    expect(await settle(keychain.state())).toBe('locked')
    clock += 1
    expect(await settle(keychain.state())).toBe('available')
  })

  test('changes with what a call meets', async () => {
    const keychain = vault()
    expect(await settle(keychain.state())).toBe('available')
    keytar.mode = 'absent'
    await expect(settle(keychain.get(VAULT))).rejects.toMatchObject({ code: 'vault.keychain-unavailable', details: { state: 'absent' } })
    expect(await settle(keychain.state())).toBe('absent')
  })
})

describe('secrets', () => {
  test('are kept, found and deleted', async () => {
    const keychain = vault()
    await settle(keychain.set(VAULT, 'c2VjcmV0'))
    expect(await settle(keychain.get(VAULT))).toBe('c2VjcmV0')
    expect(await settle(keychain.delete(VAULT))).toBe(true)
    expect(await settle(keychain.get(VAULT))).toBeNull()
  })

  test('in a locked collection are "locked", although the service says that there is none', async () => {
    keytar.items.set(VAULT, 'c2VjcmV0')
    keytar.mode = 'locked'
    await expect(settle(vault().get(VAULT))).rejects.toMatchObject({ code: 'vault.keychain-unavailable', details: { state: 'locked' }, retryable: true })
  })

  test('are asked for one at a time', async () => {
    const keychain = vault()
    await settle(Promise.all(Array.from({ length: 8 }, (_unused, index) => keychain.set(`${VAULT}.${index}`, 'x'))))
    expect(keytar.mostRunning).toBe(1)
  })

  test('of a service that hangs are given up in time, and a call given up in the queue is never made', async () => {
    const keychain = vault()
    keytar.mode = 'hangs'
    const first = settle(keychain.get(VAULT))
    const second = keychain.set(VAULT, 'late').catch((error: unknown) => error)
    await expect(first).rejects.toMatchObject({ code: 'vault.keychain-unavailable' })
    expect(await second).toMatchObject({ code: 'vault.keychain-unavailable' })
    // While it hangs nobody waits behind it.
    expect(await Promise.race([keychain.get(VAULT).catch(() => 'refused at once'), Promise.resolve().then(() => new Promise((resolve) => setTimeout(() => resolve('waited'), 1)))])).toBe('refused at once')
    keytar.mode = 'works'
    await vi.advanceTimersByTimeAsync(1_000)
    expect(keytar.items.has(VAULT)).toBe(false)
    await settle(keychain.set(VAULT, 'now'))
    expect(keytar.items.get(VAULT)).toBe('now')
  })

  test('and what the system says about them never reach an error', async () => {
    keytar.mode = 'locked'
    const error = await settle(vault().set(VAULT, 'c2VjcmV0')).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'vault.keychain-unavailable', details: { state: 'locked' } })
    expect(JSON.stringify(error) + String(error)).not.toMatch(/trousseau|c2VjcmV0/)
    expect(error).not.toHaveProperty('cause')
  })

  test('cannot be deleted from a locked collection by mistake', async () => {
    keytar.items.set(VAULT, 'c2VjcmV0')
    keytar.mode = 'locked'
    await expect(settle(vault().delete(VAULT))).rejects.toMatchObject({ code: 'vault.keychain-unavailable', details: { state: 'locked' } })
    expect(keytar.items.has(VAULT)).toBe(true)
  })
})

describe("the engine's questions", () => {
  const sandbox = { state: 'running' as const, percent: 100, start: async () => ({ url: 'http://127.0.0.1:4711' }), stop: async () => {} }
  const lockedAfter: number[] = []
  const answers = () => createHostCalls({ keychain: vault(), sandbox, lockAfter: (minutes) => void lockedAfter.push(minutes), lockNow: () => {} })

  test('set the time of the lock, within an hour and in whole minutes', async () => {
    await settle(answers()('lockAfter', ['15']))
    for (const wrong of ['0', '61', '-5', '1.5', '1e1', '', ' 5', 'never']) await expect(settle(answers()('lockAfter', [wrong])), wrong).rejects.toMatchObject({ code: 'rpc.invalid-input' })
    expect(lockedAfter).toEqual([15])
  })

  test('reach the keychain', async () => {
    const ask = answers()
    await settle(ask('keychainSet', [VAULT, 'c2VjcmV0']))
    expect(await settle(ask('keychainGet', [VAULT]))).toBe('c2VjcmV0')
    await settle(ask('keychainSet', [`${VAULT}.attempts`, 'e30=']))
    expect([...keytar.items.keys()]).toEqual([VAULT, `${VAULT}.attempts`])
    expect(await settle(ask('keychainState', []))).toBe('available')
    expect(await settle(ask('keychainDelete', [VAULT]))).toBe(true)
  })

  test('reach the sandbox issuer, which takes no arguments', async () => {
    expect(await answers()('sandboxStart', [])).toEqual({ url: 'http://127.0.0.1:4711' })
    expect(await answers()('sandboxState', [])).toBe('running')
    await expect(answers()('sandboxStart', ['--port', '80'])).rejects.toMatchObject({ code: 'rpc.invalid-input' })
  })

  test.each([
    ['another account', 'keychainGet', ['Chrome Safe Storage']],
    ['an account that only begins like a vault', 'keychainGet', [`${VAULT}/../other`]],
    ['too few arguments', 'keychainSet', [VAULT]],
    ['a secret without end', 'keychainSet', [VAULT, 'x'.repeat(2_000)]],
  ] as const)('about %s are refused without asking it', async (_name, name, args) => {
    await expect(settle(answers()(name, args))).rejects.toMatchObject({ code: 'rpc.invalid-input' })
    expect(keytar.calls).toEqual([])
  })
})
