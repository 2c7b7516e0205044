import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSecretClipboard, SECRET_STAYS_MS } from '#main/handlers/secret-clipboard.ts'

const SECRET = 'K7M2Q-9XWPT'

function memory() {
  let held = ''
  const clipboard = createSecretClipboard({ readText: () => held, writeText: (text) => void (held = text), clear: () => void (held = '') })
  return { clipboard, held: () => held, copyElsewhere: (text: string) => void (held = text) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a secret is gone after half a minute and not before, and what is none stays', async () => {
  const { clipboard, held } = memory()
  await clipboard.copy(SECRET, true)
  await vi.advanceTimersByTimeAsync(SECRET_STAYS_MS - 1)
  expect(held()).toBe(SECRET)
  await vi.advanceTimersByTimeAsync(1)
  expect(held()).toBe('')
  await clipboard.copy('4 Nov', false)
  await vi.advanceTimersByTimeAsync(SECRET_STAYS_MS * 2)
  await clipboard.forget()
  expect(held()).toBe('4 Nov')
})

test('what somebody copied since, here or in another program, is left alone', async () => {
  const { clipboard, held, copyElsewhere } = memory()
  await clipboard.copy(SECRET, true)
  copyElsewhere('a shopping list')
  await vi.advanceTimersByTimeAsync(SECRET_STAYS_MS)
  expect(held()).toBe('a shopping list')
  await clipboard.copy(SECRET, true)
  await clipboard.copy('last four: 9034', false)
  await clipboard.forget()
  await vi.advanceTimersByTimeAsync(SECRET_STAYS_MS)
  expect(held()).toBe('last four: 9034')
})

test('a second secret has its whole half minute, and a lock takes it at once', async () => {
  const { clipboard, held } = memory()
  await clipboard.copy(SECRET, true)
  await vi.advanceTimersByTimeAsync(SECRET_STAYS_MS - 1)
  await clipboard.copy('another secret', true)
  await vi.advanceTimersByTimeAsync(SECRET_STAYS_MS - 1)
  expect(held()).toBe('another secret')
  await clipboard.forget()
  expect(held()).toBe('')
})
