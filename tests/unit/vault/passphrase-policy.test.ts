import { beforeAll, describe, expect, test } from 'vitest'
import { loadPassphrasePolicy, type PassphrasePolicy } from '#engine/vault/passphrase-policy.ts'

let policy: PassphrasePolicy
beforeAll(async () => {
  policy = await loadPassphrasePolicy()
})

const rate = (passphrase: string, businessName = 'Hartmann & Sons') => policy.rate({ passphrase, businessName })

describe('passphrases that are taken', () => {
  test.each([
    ['unrelated words', 'violet otter canal ninety'],
    ['without spaces', 'violetottercanalninety'],
    ['random characters', 'k7#Vq!x02mRz_p9w'],
    ['no digit, no capital, no sign: there are no rules of composition', 'marigold sextant plywood'],
    ['another script', 'шёл трамвай девятый номер'],
    ['a business word among enough others', 'hartmann violet otter canal ninety'],
  ])('%s', (_name, passphrase) => {
    expect(rate(passphrase)).toMatchObject({ acceptable: true, problem: null, minLength: 15 })
  })

  test('exactly fifteen characters, counted as a person counts them', () => {
    expect(rate('k7#Vq!x02mRz_p9').problem).toBeNull()
    expect(rate('k7#Vq!x02mRz_p').problem).toBe('too-short')
    expect(rate('🦦🚢🎻🧊🪁🍋🌵').problem).toBe('too-short')
  })
})

describe('passphrases that are refused', () => {
  test.each([
    ['', 'too-short'],
    ['correct horse', 'too-short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too-common'],
    ['passwordpassword', 'too-common'],
    ['iloveyouiloveyou', 'too-common'],
    ['123456789012345', 'too-common'],
    ['qwertyuiopasdfgh', 'too-common'],
    ['Hartmann & Sons 1', 'contains-context'],
    ['hartmannandsons2026', 'contains-context'],
    ['Cardkeep Hartmann Sons', 'contains-context'],
    ['cardkeep-cardkeep-1', 'contains-context'],
    ['H4rtm4nn&S0ns C4rdk33p', 'contains-context'],
  ])('%j: %s', (passphrase, problem) => {
    const rating = rate(passphrase)
    expect(rating.acceptable).toBe(false)
    expect(rating.problem).toBe(problem)
    expect(rating.score).toBeLessThan(3)
  })

  test('the same passphrase is refused where it names the business and taken where it does not', () => {
    expect(rate('Violet Otter Canal Co', 'Violet Otter Canal Co.').acceptable).toBe(false)
    expect(rate('Violet Otter Canal Co', 'Hartmann & Sons').acceptable).toBe(true)
  })
})

test('every rating carries one short sentence without the passphrase in it', () => {
  for (const passphrase of ['violet otter', 'aaaaaaaaaaaaaaaaaaaa', 'Cardkeep Hartmann Sons', 'violet otter canal ninety', 'k7#Vq!x02mRz_p9']) {
    const { hint } = rate(passphrase)
    expect(hint).toMatch(/^[A-Z][^.!?]{10,70}\.$/)
    expect(hint).not.toContain(passphrase)
  }
})

test('rating the longest passphrase takes no noticeable time', () => {
  const hostile = Array.from({ length: 1_024 }, (_unused, index) => String.fromCharCode(33 + ((index * 7_919) % 90))).join('')
  const started = performance.now()
  rate(hostile)
  expect(performance.now() - started).toBeLessThan(1_000)
})
