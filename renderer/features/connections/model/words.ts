/** Connections in words. */
import type { Connection, Diagnosis } from '#shared/rpc/contract/connections.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { hasErrorText } from '#renderer/lib/error-text.ts'
import { keptErrorText } from '#renderer/lib/kept-error.ts'

export const STATE_WORDS: Readonly<Record<Connection['state'], string>> = {
  files: 'Statement files',
  'signed-out': 'Signed out',
  'signed-in': 'Signed in',
  'password-change-required': 'New password needed',
}

const BECAUSE: Readonly<Record<NonNullable<Connection['signedOutBecause']>, string>> = {
  ended: 'The issuer ended this session: it was signed out elsewhere, or a password was changed.',
  reused: 'This session was used from two places, so the issuer ended all of yours to be safe. If one was not you, change your password after signing in.',
  expired: 'The session ran out, as it does after a while.',
}

/** Why somebody is at the sign-in again without having asked for it. */
export function signedOutText(because: Connection['signedOutBecause']): string | null {
  return because === null ? null : BECAUSE[because]
}

const EVENTS: Readonly<Record<string, string>> = {
  registered: 'Registered',
  'signed-in': 'Signed in',
  'password-wrong': 'A wrong password was tried',
  locked: 'Sign-in was locked after wrong tries',
  'code-sent': 'A code was sent',
  'code-wrong': 'A wrong code was tried',
  'device-trusted': 'A computer was trusted',
  'device-revoked': 'A computer is no longer trusted',
  'password-changed': 'The password was changed',
  'password-reset': 'The password was reset after recovery',
  'user-id-recovered': 'The user ID was recovered',
  'contact-changed': 'Phone or e-mail was changed',
  'sessions-ended': 'Other sessions were ended',
  'refresh-reused': 'A session was used from two places; all were ended',
  'not-me': 'You said “This wasn’t me”',
}

/** An issuer may know kinds that this version does not: those read as they came. */
export function eventText(kind: string): string {
  return EVENTS[kind] ?? kind.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase())
}

const OWN_DOING = new Set(['registered', 'not-me', 'sessions-ended', 'refresh-reused', 'device-revoked'])

/** Whether "This wasn’t me" makes sense beside it. */
export function canReport({ kind, reportedAt }: { readonly kind: string; readonly reportedAt: number | null }): boolean {
  return reportedAt === null && !OWN_DOING.has(kind)
}

/** What "This wasn't me" did. Nothing is said of what there was none of. */
export function notMeText({ sessionsEnded, devicesRevoked }: { readonly sessionsEnded: number; readonly devicesRevoked: number }): string {
  const did = [
    ...(sessionsEnded > 0 ? [`${plural(sessionsEnded, 'other session', 'other sessions')} ended`] : []),
    ...(devicesRevoked > 0 ? [`${plural(devicesRevoked, 'computer', 'computers')} no longer trusted`] : []),
  ]
  return did.length === 0 ? 'Reported. Nobody else was signed in.' : `${did.join(', ')}.`
}

/** "Signed in as Dana Reyes"; the other states stand by themselves. */
export function standingText({ state, person }: Pick<Connection, 'state' | 'person'>): string {
  return state === 'signed-in' && person !== null ? `Signed in as ${person.name}` : STATE_WORDS[state]
}

const KINDS: Readonly<Record<string, string>> = { sms: 'text message', email: 'e-mail' }

export function destinationText({ kind, masked }: { readonly kind: string; readonly masked: string }): string {
  const by = KINDS[kind]
  return by === undefined ? masked : `By ${by} to ${masked}`
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

export function platformText(platform: string): string {
  return PLATFORMS[platform] ?? platform
}

type StepName = Diagnosis['steps'][number]['step']
type StepState = Diagnosis['steps'][number]['state']

export const STEP_NAMES: Readonly<Record<StepName, string>> = {
  network: 'The address can be reached',
  certificate: 'The other end proves who it is',
  service: 'The issuer’s service answers',
  clock: 'The clocks agree',
  'signed-in': 'You are signed in',
}

const FAILED: Readonly<Record<StepName, string>> = {
  network: 'This computer is offline, or something keeps it from the issuer: a firewall, a proxy, a mistyped address.',
  certificate: 'Its certificate could not be trusted, so nothing is sent. A public network that wants you to sign in first does this; so does a computer with a wrong date.',
  service: 'Something answers at the address, but not as this issuer does. On a public network, open a web page and sign in there first.',
  clock: 'This computer’s clock is too far off. Set date and time automatically.',
  'signed-in': 'Nobody is signed in here. What is on this computer stays readable.',
}

const WARNING: Readonly<Record<StepName, string>> = {
  network: 'It works, but slowly.',
  certificate: 'This connection is not encrypted. It is safe only because it never leaves this computer.',
  service: 'It works, but says that something is not as it should be.',
  clock: 'This computer’s clock differs a little. Codes may seem older or younger than they are.',
  'signed-in': 'Nobody is signed in here. What is on this computer stays readable.',
}

export function stepMeaning({ step, state, facts }: Diagnosis['steps'][number]): string | null {
  if (state === 'failed') return knownFault(facts) ?? FAILED[step]
  if (state === 'warning') return WARNING[step]
  if (state === 'ok') return null
  if (step === 'signed-in') return 'Not tried: nobody is signed in here, or nothing answered.'
  return facts['reason'] === 'this-computer' ? 'It never leaves this computer.' : 'Not tried: there was nothing to try it on.'
}

function knownFault(facts: Diagnosis['steps'][number]['facts']): string | null {
  const { code } = facts
  if (typeof code !== 'string' || !hasErrorText(code)) return null
  const { meaning, action } = keptErrorText({ code, details: facts })
  return `${meaning} ${action}`
}

const STEP_STATES: Readonly<Record<StepState, string>> = { ok: 'Works', warning: 'Look at this', failed: 'Does not work', skipped: 'Not tried' }

export function stepStateText({ state, facts }: Diagnosis['steps'][number]): string {
  return state === 'skipped' && facts['reason'] === 'this-computer' ? 'Not needed' : STEP_STATES[state]
}

/** Plain text for whoever helps. Holds facts of the test alone. */
export function diagnosisText(name: string, { at, steps }: Diagnosis): string {
  const lines = steps.map(({ step, state, ms, facts }) => {
    const told = Object.entries(facts).map(([key, value]) => `${key}=${value ?? 'none'}`).join(', ')
    return `${step}: ${state}${ms === null ? '' : ` (${Math.round(ms)} ms)`}${told === '' ? '' : ` [${told}]`}`
  })
  return [`Cardkeep connection test of ${name}`, new Date(at).toISOString(), ...lines].join('\n')
}

/** One sentence about the whole test. */
export function diagnosisVerdict({ steps }: Diagnosis): string {
  const failed = steps.find(({ state }) => state === 'failed')
  if (failed) return failed.step === 'signed-in' ? 'The connection works; you are not signed in.' : 'The connection does not work.'
  if (steps.some(({ step, state }) => step === 'signed-in' && state === 'skipped')) return 'The connection works; you are not signed in.'
  return steps.some(({ state }) => state === 'warning') ? 'The connection works, with something to look at.' : 'The connection works.'
}
