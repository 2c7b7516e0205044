import { describe, expect, it } from 'vitest'
import { clockLeft, codeIn } from '#renderer/features/connections/model/code-entry.ts'
import { problemOfContact, toPhone } from '#renderer/features/connections/model/contact-entry.ts'
import { readIdentity } from '#renderer/features/connections/model/identity-entry.ts'
import { readExpiry, shapeExpiry } from '#renderer/lib/card-expiry.ts'
import { passwordHint, problemOfNewPassword, problemOfUserId } from '#renderer/features/connections/model/new-password.ts'
import { problemsOf } from '#renderer/features/connections/components/choose-form.tsx'
import { isOver } from '#renderer/features/connections/components/form-problem.tsx'
import { waitsUntil } from '#renderer/features/connections/use-attempt.ts'
import { AppError } from '#shared/rpc/errors.ts'

describe('an expiry', () => {
  it('shapes itself key by key, forwards and back', () => {
    const typed: string[] = []
    let field = ''
    for (const key of '427') typed.push((field = shapeExpiry(field + key)))
    expect(typed).toEqual(['04', '04/2', '04/27'])
    const erased: string[] = []
    while (field !== '') erased.push((field = shapeExpiry(field.slice(0, -1))))
    expect(erased).toEqual(['04/2', '04/', '04', '0', ''])
  })

  it.each([['1/27', '01/27'], ['12/2027', '12/27'], ['0427', '04/27'], ['04 / 27', '04/27'], ['1', '1']])('%s becomes %s', (text, shaped) => {
    expect(shapeExpiry(text)).toBe(shaped)
  })

  it('is a month and a year, or nothing', () => {
    expect(readExpiry('04/27')).toEqual({ expiryMonth: 4, expiryYear: 2027 })
    for (const wrong of ['', '13/27', '00/27', '04/2', '04']) expect(readExpiry(wrong)).toBeNull()
  })
})

describe('who somebody is', () => {
  const good = { cardNumber: '3782 822463 10005', expiry: '11/28', taxIdLast4: '4417', billingZip: ' 02110 ', dateOfBirth: '1979-04-18' }

  it('is read field by field', () => {
    expect(readIdentity(good, '2026-11-24')).toEqual({ identity: { cardNumber: '378282246310005', expiryMonth: 11, expiryYear: 2028, taxIdLast4: '4417', billingZip: '02110', dateOfBirth: '1979-04-18' } })
  })

  it.each([
    ['cardNumber', '3782 822463 10006'], ['expiry', '14/28'], ['taxIdLast4', '441'], ['billingZip', ' 1 '], ['dateOfBirth', ''], ['dateOfBirth', '2026-11-24'], ['dateOfBirth', '1890-01-01'],
  ])('%s “%s” is refused, and nothing else is', (field, value) => {
    const reading = readIdentity({ ...good, [field]: value }, '2026-11-24')
    expect('problems' in reading ? Object.keys(reading.problems) : []).toEqual([field])
  })
})

describe('a code', () => {
  it.each([['482913', '482913'], ['482 913', '482913'], ['482-913', '482913'], ['418859 is your code. It works once, for 10 minutes.', '418859'], ['48', '48'], ['4829134', '482913'], ['abc', '']])('in “%s” is “%s”', (text, code) => {
    expect(codeIn(text)).toBe(code)
  })

  it.each([[600, '10:00'], [65, '1:05'], [9, '0:09'], [0, '0:00']])('%i seconds left read %s', (seconds, text) => {
    expect(clockLeft(seconds)).toBe(text)
  })
})

describe('a phone', () => {
  it.each([['206 555 0142', '+12065550142'], ['(206) 555-0142', '+12065550142'], ['1 206 555 0142', '+12065550142'], ['+44 20 7946 0958', '+442079460958']])('%s is %s', (text, phone) => {
    expect(toPhone(text)).toBe(phone)
    expect(problemOfContact('phone', text, '+16175550100')).toBeNull()
  })

  it('needs to be one, and another one', () => {
    expect(problemOfContact('phone', '555 0142', '+16175550100')).toMatch(/^A number/)
    expect(problemOfContact('phone', '617 555 0100', '+16175550100')).toMatch(/^That is the one/)
    expect(problemOfContact('email', 'dana@', 'a@b.example')).toMatch(/^An address/)
    expect(problemOfContact('email', 'A@B.example', 'a@b.example')).toMatch(/^That is the one/)
  })
})

describe('a new password', () => {
  it('has a length and no other rule', () => {
    expect(problemOfNewPassword('seven77')).not.toBeNull()
    expect(problemOfNewPassword('all lowercase words')).toBeNull()
    // Eight characters are eight, whatever they take in memory.
    expect(problemOfNewPassword('🦊🦊🦊🦊')).not.toBeNull()
    expect(passwordHint(5, 1)).toBe('5 of at least 8 characters.')
    expect(passwordHint(12, 1)).toContain('Easy to guess')
  })

  it('goes with a user ID, and is typed twice', () => {
    for (const wrong of ['', 'four', 'with space', 'über.user']) expect(problemOfUserId(wrong)).not.toBeNull()
    expect(problemsOf('mara.finch', 'marzipan kettle', 'marzipan kettle')).toEqual({})
    expect(Object.keys(problemsOf('m', 'short', 'other'))).toEqual(['userId', 'password', 'again'])
  })
})

it('only an error that asks for it makes the next attempt wait', () => {
  expect(waitsUntil(new AppError('auth.throttled', { waitMs: 30_000 }), 1_000)).toBe(31_000)
  expect(waitsUntil(new AppError('auth.code-too-early', { waitMs: 500 }), 1_000)).toBe(1_500)
  expect(waitsUntil(new AppError('auth.invalid-credentials', {}), 1_000)).toBe(0)
})

it('a step that the issuer no longer waits for has to be started again, and a wrong code has not', () => {
  expect(isOver(new AppError('auth.token-expired', {}))).toBe(true)
  expect(isOver(new AppError('auth.code-tries-exhausted', {}))).toBe(true)
  expect(isOver(new AppError('not-found', { kind: 'challenge' }))).toBe(true)
  expect(isOver(new AppError('not-found', { kind: 'connection' }))).toBe(false)
  expect(isOver(new AppError('auth.code-wrong', { triesLeft: 4 }))).toBe(false)
})
