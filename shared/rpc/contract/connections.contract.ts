/**
 * Where cards come from: statement files, and issuers that are signed in to.
 *
 * Whatever talks to an issuer is a task: it waits for the network outside any transaction and can be cancelled. Passwords, codes and card
 * numbers pass through to the issuer's one request and are kept nowhere; tokens never leave the engine.
 */
import { z } from 'zod'
import { emailAddress, identity, newPassword, phoneNumber, userId } from '#shared/gateway/resources/identity.ts'
import { epochMs, id, isoDate, name, none } from './common.ts'
import { command, query, task } from '../define.ts'

const externalId = z.string().min(1).max(64)
const of = { connectionId: id }

export const connection = z.strictObject({
  id,
  kind: z.enum(['files', 'gateway']),
  name: z.string(),
  /** The sandbox's people and money are made up. Null for statement files. */
  environment: z.enum(['production', 'sandbox']).nullable(),
  /** Null for statement files, and for the app's own sandbox issuer: it listens on this computer, wherever there is room in this run. */
  baseUrl: z.string().nullable(),
  state: z.enum(['files', 'signed-out', 'signed-in', 'password-change-required']),
  /** Why the issuer ended the session, where it was not the person. */
  signedOutBecause: z.enum(['ended', 'reused', 'expired']).nullable(),
  /** User ID or e-mail to fill in, only where the person asked for it. */
  rememberedIdentifier: z.string().nullable(),
  person: z.strictObject({ name: z.string(), userId: z.string(), email: z.string(), companyName: z.string() }).nullable(),
  /** Names of shared/gateway/resources/service.ts; others are kept as they came. */
  capabilities: z.array(z.string()),
  /** When everything was last known to be in step. */
  syncedAt: epochMs.nullable(),
  cards: z.number().int().nonnegative(),
  /** Changes that wait to be sent. */
  waiting: z.number().int().nonnegative(),
})
export type Connection = z.infer<typeof connection>

/** A one-time code that is asked for. Destinations are masked by the issuer. */
export const challenge = z.strictObject({
  id: externalId,
  purpose: z.string(),
  destinations: z.array(z.strictObject({ id: externalId, kind: z.string(), masked: z.string() })),
  sentTo: externalId.nullable(),
  codeExpiresAt: epochMs.nullable(),
  resendAt: epochMs.nullable(),
  triesLeft: z.number().int().nonnegative(),
  expiresAt: epochMs,
})
export type Challenge = z.infer<typeof challenge>

export const signInResult = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signed-in'), connection }),
  z.strictObject({ outcome: z.literal('code-required'), challenge }),
])

export const codeResult = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signed-in'), connection }),
  z.strictObject({ outcome: z.literal('user-id-recovered'), userId: z.string() }),
  /** The engine keeps the token that allows it, for this challenge. */
  z.strictObject({ outcome: z.literal('password-reset-allowed'), expiresAt: epochMs }),
  z.strictObject({ outcome: z.literal('contact-confirmed'), applied: z.boolean(), awaiting: z.array(z.string()) }),
])

const signedInPlace = z.strictObject({ id: externalId, current: z.boolean(), deviceName: z.string(), platform: z.string(), createdAt: epochMs, lastUsedAt: epochMs })
const trustedComputer = z.strictObject({ id: externalId, name: z.string(), platform: z.string(), current: z.boolean(), trustedAt: epochMs, lastUsedAt: epochMs, expiresAt: epochMs })
const contactPoint = z.strictObject({ value: z.string(), confirmedAt: epochMs, stale: z.boolean() })
const contactChange = z.strictObject({ id: externalId, kind: z.string(), newValue: z.string(), status: z.string(), awaiting: z.array(z.string()), createdOn: isoDate })
const contact = z.strictObject({ email: contactPoint, phone: contactPoint, pending: z.array(contactChange) })
const securityEvent = z.strictObject({ id: externalId, at: epochMs, kind: z.string(), deviceName: z.string().nullable(), platform: z.string().nullable(), here: z.boolean(), reportedAt: epochMs.nullable() })

/** One step of the connection test. `skipped`: an earlier step made it pointless. */
export const diagnosis = z.strictObject({
  at: epochMs,
  steps: z.array(z.strictObject({
    step: z.enum(['network', 'certificate', 'service', 'clock', 'signed-in']),
    state: z.enum(['ok', 'warning', 'failed', 'skipped']),
    ms: z.number().nonnegative().nullable(),
    /** Facts for the words on screen, never a secret: skew in ms, a version, an error's code. */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })),
})
export type Diagnosis = z.infer<typeof diagnosis>

export const sandboxMessage = z.strictObject({ id, at: epochMs, channel: z.enum(['email', 'sms']), to: z.string(), subject: z.string(), text: z.string(), code: z.string().nullable() })
export const sandboxClock = z.strictObject({ world: epochMs, businessDate: isoDate, nextCloses: z.array(z.strictObject({ accountId: externalId, name: z.string(), nextCloseOn: isoDate })) })
export const sandboxPower = z.enum(['stopped', 'preparing', 'running'])

export const connectionsContract = {
  /** Statement files first, then issuers in the order they were added. */
  list: query({ input: none, output: z.array(connection) }),
  /** Connects an issuer by its address: https, or http on this computer. Asks it who it is before anything is kept. */
  addGateway: task({ input: z.strictObject({ url: z.string().trim().min(1).max(500), name: name.max(60).optional() }), output: connection }),
  /**
   * Removes a connection with everything that came from it. Refused (`validation.failed`, field `waiting`) while changes wait to be
   * sent, unless `evenUnsent`. Ends the session at the issuer when it can be reached.
   */
  forget: task({ input: z.strictObject({ ...of, evenUnsent: z.boolean() }), output: z.strictObject({ transactions: z.number().int(), cards: z.number().int() }) }),

  /** Starts the sandbox issuer on this computer and connects it; the same connection each time. */
  startSandbox: task({ input: none, output: connection }),
  sandboxState: query({ input: none, output: z.strictObject({ power: sandboxPower }) }),
  /** Switches the sandbox issuer off and on, as a network would. */
  sandboxPower: task({ input: z.strictObject({ on: z.boolean() }), output: z.strictObject({ power: sandboxPower }) }),
  /** Newest first. */
  sandboxInbox: task({ input: z.strictObject({ ...of, limit: z.number().int().min(1).max(200) }), output: z.array(sandboxMessage) }),
  /** Whom one can register as, with everything the form asks for. All of it is made up. */
  sandboxIdentities: task({ input: z.strictObject(of), output: z.array(z.strictObject({ name: z.string(), email: z.string(), phone: z.string(), identity })) }),
  sandboxClock: task({ input: z.strictObject(of), output: sandboxClock }),
  sandboxAct: task({ input: z.strictObject({ ...of, do: z.enum(['next-day', 'close-statement', 'make-charge', 'ask-for-more', 'pass-a-limit']) }), output: sandboxClock }),

  registerVerify: task({ input: z.strictObject({ ...of, identity }), output: z.strictObject({ firstName: z.string(), companyName: z.string(), expiresAt: epochMs }) }),
  /** Uses the token that the last `registerVerify` left in the engine. */
  registerComplete: task({ input: z.strictObject({ ...of, userId, password: newPassword }), output: z.strictObject({ userId: z.string() }) }),

  signIn: task({ input: z.strictObject({ ...of, identifier: z.string().trim().min(1).max(254), password: newPassword, remember: z.boolean() }), output: signInResult }),
  sendCode: task({ input: z.strictObject({ ...of, challengeId: externalId, destinationId: externalId }), output: challenge }),
  verifyCode: task({ input: z.strictObject({ ...of, challengeId: externalId, code: z.string().regex(/^\d{6}$/), trust: z.boolean() }), output: codeResult }),
  signOut: task({ input: z.strictObject(of), output: connection }),

  recoverUserId: task({ input: z.strictObject({ ...of, identity }), output: challenge }),
  recoverPassword: task({ input: z.strictObject({ ...of, identity }), output: challenge }),
  completeRecovery: task({ input: z.strictObject({ ...of, newPassword }), output: z.strictObject({ userId: z.string(), sessionsEnded: z.number().int() }) }),
  changePassword: task({ input: z.strictObject({ ...of, currentPassword: newPassword, newPassword }), output: connection }),

  sessions: task({ input: z.strictObject(of), output: z.array(signedInPlace) }),
  endSession: task({ input: z.strictObject({ ...of, sessionId: externalId }), output: none }),
  endOtherSessions: task({ input: z.strictObject(of), output: z.strictObject({ ended: z.number().int() }) }),
  devices: task({ input: z.strictObject(of), output: z.array(trustedComputer) }),
  revokeDevice: task({ input: z.strictObject({ ...of, deviceId: externalId }), output: none }),

  contact: task({ input: z.strictObject(of), output: contact }),
  changeContact: task({
    input: z.strictObject({ ...of, change: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('email'), value: emailAddress }), z.strictObject({ kind: z.literal('phone'), value: phoneNumber })]) }),
    output: z.strictObject({ change: contactChange, oldChallenge: challenge, newChallenge: challenge }),
  }),
  cancelContactChange: task({ input: z.strictObject({ ...of, changeId: externalId }), output: none }),
  confirmContact: task({ input: z.strictObject(of), output: contact }),

  securityEvents: task({ input: z.strictObject({ ...of, limit: z.number().int().min(1).max(100) }), output: z.array(securityEvent) }),
  /** Open codes die, other sessions and trusted computers end, and only the password can be changed. */
  notMe: task({ input: z.strictObject({ ...of, eventId: externalId }), output: z.strictObject({ sessionsEnded: z.number().int(), devicesRevoked: z.number().int(), connection }) }),

  /** The connection test (PRODUCT.md row 32). */
  diagnose: task({ input: z.strictObject(of), output: diagnosis }),
  rename: command({ input: z.strictObject({ ...of, name: name.max(60) }), output: connection }),
}
