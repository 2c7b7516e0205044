/** What the vault's screens say and take, without a screen. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pinIn, pinProblems } from '#renderer/features/vault/model/pin-entry.ts'
import { pinWords, presenceText, protectionWords } from '#renderer/features/vault/model/protection-words.ts'
import { asTyped, typedGroup, typedProblem, wholeProblem } from '#renderer/features/vault/model/recovery-entry.ts'
import { sheetText } from '#renderer/features/vault/model/recovery-sheet.ts'
import { keychainNotice, onlyRecovery, onlyRecoveryNotice, wayIn } from '#renderer/features/vault/model/ways-in.ts'
import { GROUP_SYMBOLS, RECOVERY_GROUPS, RECOVERY_RANDOM_SYMBOLS, recoveryKeyOf } from '#shared/domain/recovery-key.ts'

const keys = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: RECOVERY_RANDOM_SYMBOLS, maxLength: RECOVERY_RANDOM_SYMBOLS }).map(recoveryKeyOf)

describe('a recovery key while it is typed', () => {
  test('typed symbol by symbol, in any case and without hyphens, it becomes the key and nothing is wrong on the way', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (key, isSmall) => {
        let field = ''
        for (const symbol of key.replaceAll('-', '')) {
          const typed = field + (isSmall ? symbol.toLowerCase() : symbol)
          field = asTyped(typed, typed.length)
          expect(typedProblem(field)).toBeNull()
        }
        expect(field).toBe(key)
        expect(wholeProblem(field)).toBeNull()
      }),
    )
  })

  test('one wrong symbol is named by its group, there and in no other', () => {
    fc.assert(
      fc.property(keys, fc.nat(RECOVERY_GROUPS - 1), fc.nat(GROUP_SYMBOLS - 1), fc.integer({ min: 1, max: 31 }), (key, group, symbol, by) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
        const at = group * (GROUP_SYMBOLS + 1) + symbol
        const other = alphabet[(alphabet.indexOf(key[at] ?? '') + by) % alphabet.length] ?? ''
        expect(typedProblem(key.slice(0, at) + other + key.slice(at + 1))).toBe(`Group ${group + 1} is mistyped.`)
      }),
    )
  })

  test('what is changed in the middle keeps its caret: nothing is moved while it is typed', () => {
    expect(asTyped('AAAAABB', 3)).toBe('AAAAABB')
    expect(asTyped('aaaaabb', 7)).toBe('AAAAA-BB')
  })

  test('too short and too long are said', () => {
    expect(wholeProblem('')).toContain('7 groups of 5')
    const [key = ''] = fc.sample(keys, 1)
    expect(wholeProblem(key.slice(0, -1))).toContain('7 groups of 5')
    expect(typedProblem(`${key}-00000`)).toContain('these are more')
  })

  test('a group that is asked for is judged at its own place', () => {
    fc.assert(
      fc.property(keys, fc.nat(RECOVERY_GROUPS - 1), (key, place) => {
        const group = key.split('-')[place] ?? ''
        expect(typedGroup(` ${group.toLowerCase()} `, place)).toEqual({ text: group, isWhole: true, isWrong: false })
        expect(typedGroup(group, (place + 1) % RECOVERY_GROUPS).isWrong).toBe(true)
        expect(typedGroup(group.slice(0, 3), place)).toMatchObject({ isWhole: false, isWrong: false })
      }),
    )
  })
})

test('the copy holds the key whole, and says of which books and since when', () => {
  const text = sheetText({ businessName: 'Harbour & Finch LLC', recoveryKey: 'AAAAA-BBBBB', madeOn: 'Tuesday, 24 November 2026' })
  for (const part of ['AAAAA-BBBBB', 'Harbour & Finch LLC', '24 November 2026']) expect(text).toContain(part)
  // What the engine takes of it.
  expect(sheetText({ businessName: 'x'.repeat(120), recoveryKey: 'A'.repeat(41), madeOn: 'Wednesday, 24 September 2026' }).length).toBeLessThan(2_000)
})

test('a PIN is digits, and compared with the same again', () => {
  expect(pinIn('49-38 17a')).toBe('493817')
  expect(pinIn('1'.repeat(40))).toHaveLength(12)
  expect(pinProblems({ pin: '49381', again: '49381' })).toHaveProperty('pin')
  expect(pinProblems({ pin: '493817', again: '493871' })).toEqual({ again: 'The two are not the same.' })
  expect(pinProblems({ pin: '493817', again: '493817' })).toEqual({})
})

describe('ways in', () => {
  const usual = { state: 'locked', protection: 'keychain-and-passphrase', keychain: 'available' } as const

  test('the PIN comes first where it opens, and only there', () => {
    expect(wayIn({ pin: 'set' }, null)).toBe('pin')
    expect(wayIn({ pin: 'set' }, 'passphrase')).toBe('passphrase')
    expect(wayIn({ pin: 'closed' }, 'pin')).toBe('passphrase')
    expect(wayIn({ pin: 'none' }, null)).toBe('passphrase')
  })

  test('ten wrong attempts and another keychain leave the recovery key; a vault without keychain cares for none', () => {
    expect(onlyRecovery(usual)).toBeNull()
    expect(onlyRecovery({ ...usual, state: 'closed' })).toBe('closed')
    expect(onlyRecovery({ ...usual, keychain: 'changed' })).toBe('keychain-changed')
    expect(onlyRecovery({ ...usual, protection: 'passphrase-only', keychain: 'changed' })).toBeNull()
  })

  test('nobody is sent to a recovery key that was never made', () => {
    expect(onlyRecoveryNotice('keychain-changed', { hasRecoveryKey: true }).text).toContain('The recovery key opens them')
    expect(onlyRecoveryNotice('keychain-changed', { hasRecoveryKey: false }).text).not.toContain('The recovery key opens them')
  })

  test('a keychain that is locked or gone is said before anything is tried, and only where it is needed', () => {
    expect(keychainNotice(usual)).toBeNull()
    expect(keychainNotice({ ...usual, keychain: 'locked' })?.title).toContain('locked')
    expect(keychainNotice({ ...usual, keychain: 'absent' })?.title).toContain('does not answer')
    expect(keychainNotice({ protection: 'passphrase-only', keychain: 'absent' })).toBeNull()
  })
})

test('the settings promise a PIN only where there can be one', () => {
  expect(pinWords({ pin: 'none', protection: 'passphrase-only' })).toContain('do not use')
  expect(pinWords({ pin: 'closed', protection: 'keychain-and-passphrase' })).toContain('five times')
  expect(protectionWords({ protection: 'keychain-and-passphrase', keychain: 'changed', hasRecoveryKey: true })).toContain('recovery key')
  expect([presenceText(0), presenceText(1), presenceText(15)]).toEqual(['Each time', 'After 1 minute', 'After 15 minutes'])
})
