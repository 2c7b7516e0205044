import { describe, expect, it } from 'vitest'
import { readStart, readTab, readView, securityHref, startHref, viewHref, VIEWS, wantsInbox } from '#renderer/features/connections/model/address.ts'
import { isFirstStep, nextFlow, startOf, stepText, type EntryView } from '#renderer/features/connections/model/flow.ts'
import { canReport, diagnosisText, diagnosisVerdict, eventText, notMeText, standingText, stepMeaning, stepStateText } from '#renderer/features/connections/model/words.ts'
import { readItem } from '#renderer/lib/links.ts'
import type { Challenge, Diagnosis } from '#shared/rpc/contract/connections.contract.ts'

const challenge: Challenge = { id: 'ch_1', purpose: 'sign-in', destinations: [{ id: 'd1', kind: 'sms', masked: '+1 ••• ••• 0142' }], sentTo: null, codeExpiresAt: null, resendAt: null, triesLeft: 5, expiresAt: 1 }
const searchOf = (href: string) => href.split('?')[1] ?? ''

describe('the way through a sign-in', () => {
  it('asks for a code and starts again where it began', () => {
    const asked = nextFlow(startOf('sign-in'), { type: 'code-needed', challenge })
    expect(asked.step).toEqual({ at: 'code', challenge })
    expect(isFirstStep(asked)).toBe(false)
    expect(nextFlow(asked, { type: 'start-over' })).toEqual({ view: 'sign-in', step: { at: 'credentials' } })
  })

  it('counts its steps where there are several', () => {
    const known = nextFlow(startOf('register'), { type: 'identity-known', firstName: 'Maren', companyName: 'Harbour', expiresAt: 9 })
    expect([stepText(startOf('register')), stepText(known)]).toEqual(['Step 1 of 2', 'Step 2 of 2'])
    const code = nextFlow(startOf('recover-password'), { type: 'code-needed', challenge })
    expect([stepText(code), stepText(nextFlow(code, { type: 'reset-allowed', expiresAt: 9 }))]).toEqual(['Step 2 of 3', 'Step 3 of 3'])
    expect(stepText(startOf('sign-in'))).toBeNull()
  })

  it('every way in has a first step, and starting over leads there', () => {
    for (const view of ['sign-in', 'register', 'recover-user-id', 'recover-password'] satisfies EntryView[]) {
      expect(isFirstStep(startOf(view))).toBe(true)
      expect(nextFlow(nextFlow(startOf(view), { type: 'user-id-found', userId: 'mara' }), { type: 'start-over' })).toEqual(startOf(view))
    }
  })
})

describe('the address', () => {
  it('brings a side of a connection back', () => {
    for (const view of VIEWS) {
      const search = searchOf(viewHref(7, view))
      expect(readItem(search)).toBe(7)
      if (view !== 'security') expect(readView(search, false)).toBe(view)
    }
    expect(readTab(searchOf(securityHref(7, 'contact')))).toBe('contact')
    expect([readStart(searchOf(startHref('sandbox'))), readStart('start=anything')]).toEqual(['sandbox', null])
    expect([wantsInbox('id=1&inbox=1'), wantsInbox('id=1')]).toEqual([true, false])
  })

  it('shows nobody what is not theirs: security needs a session, and a session needs no registration', () => {
    expect(readView(searchOf(viewHref(7, 'security')), false)).toBe('sign-in')
    expect(readView(searchOf(viewHref(7, 'register')), true)).toBe('security')
    expect(readView(searchOf(viewHref(7, 'test')), true)).toBe('test')
    expect(readView('id=7', false)).toBe('sign-in')
  })
})

describe('words', () => {
  it('of events that this version does not know read as they came', () => {
    expect(eventText('passkey-added')).toBe('Passkey added')
  })

  it('offers “This wasn’t me” once, and not for one’s own doing', () => {
    expect(canReport({ kind: 'code-sent', reportedAt: null })).toBe(true)
    expect(canReport({ kind: 'code-sent', reportedAt: 5 })).toBe(false)
    expect(canReport({ kind: 'not-me', reportedAt: null })).toBe(false)
  })

  it('says what ended, and nothing of what there was none of', () => {
    expect(notMeText({ sessionsEnded: 0, devicesRevoked: 1 })).toBe('1 computer no longer trusted.')
    expect(notMeText({ sessionsEnded: 2, devicesRevoked: 0 })).toBe('2 other sessions ended.')
    expect(notMeText({ sessionsEnded: 0, devicesRevoked: 0 })).toMatch(/^Reported/)
  })

  it('names the person only while they are in', () => {
    const person = { name: 'Maren Finch', userId: 'm', email: 'm@x.example', companyName: 'H' }
    expect([standingText({ state: 'signed-in', person }), standingText({ state: 'password-change-required', person }), standingText({ state: 'signed-out', person: null })]).toEqual(['Signed in as Maren Finch', 'New password needed', 'Signed out'])
  })
})

describe('the connection test', () => {
  const step = (name: Diagnosis['steps'][number]['step'], state: Diagnosis['steps'][number]['state'], facts: Diagnosis['steps'][number]['facts'] = {}) => ({ step: name, state, ms: state === 'ok' ? 12.4 : null, facts })
  const good: Diagnosis = { at: 0, steps: [step('network', 'ok'), step('certificate', 'skipped', { reason: 'this-computer' }), step('service', 'ok'), step('clock', 'ok', { skewMs: 120 }), step('signed-in', 'ok')] }

  it('says in one sentence how it stands', () => {
    expect(diagnosisVerdict(good)).toBe('The connection works.')
    expect(diagnosisVerdict({ ...good, steps: [...good.steps.slice(0, 3), step('clock', 'warning', { skewMs: 400_000 })] })).toMatch(/something to look at/)
    expect(diagnosisVerdict({ ...good, steps: [step('signed-in', 'failed')] })).toMatch(/not signed in/)
    expect(diagnosisVerdict({ ...good, steps: [...good.steps.slice(0, 4), step('signed-in', 'skipped')] })).toMatch(/not signed in/)
    expect(diagnosisVerdict({ ...good, steps: [step('network', 'failed')] })).toMatch(/does not work/)
  })

  it('says why a step failed in the words of its error, and has words of its own where it has none', () => {
    expect(stepMeaning(step('certificate', 'failed', { code: 'issuer.certificate', problem: 'expired' }))).toContain('certificate has expired')
    expect(stepMeaning(step('certificate', 'failed', { code: 'from.another.version' }))).toContain('could not be trusted')
    expect(stepMeaning(step('certificate', 'skipped', { reason: 'this-computer' }))).toContain('never leaves this computer')
    expect(stepStateText(step('certificate', 'skipped', { reason: 'this-computer' }))).toBe('Not needed')
    expect(stepStateText(step('certificate', 'skipped'))).toBe('Not tried')
    expect(stepMeaning(step('network', 'ok'))).toBeNull()
  })

  it('is copied as facts a helper can read', () => {
    const text = diagnosisText('Sandbox issuer', good)
    expect(text.split('\n')).toContain('network: ok (12 ms)')
    expect(text).toContain('clock: ok (12 ms) [skewMs=120]')
  })
})
