/** The audit trail's words for what was done with issuers: connections, signing in, and changes on their way. */
import { plural } from '#renderer/lib/formats.ts'
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'

type Details = AuditEntry['details']

export const ISSUER_WORDS: Readonly<Record<string, (details: Details) => string>> = {
  'cards.freeze': ({ tookBack, outboxId }) => (tookBack !== undefined && outboxId === undefined ? 'Took an unfreeze back before it was sent' : 'Froze a card'),
  'cards.unfreeze': ({ tookBack, outboxId }) => (tookBack !== undefined && outboxId === undefined ? 'Took a freeze back before it was sent' : 'Unfroze a card'),
  'sync.pull': ({ received }) => (typeof received === 'number' ? `Took in ${plural(received, 'change', 'changes', received.toLocaleString())} from the issuer` : 'Took in what changed at the issuer'),
  'sync.sweep': ({ removed }) => (typeof removed === 'number' && removed > 0 ? `Took out ${plural(removed, 'row', 'rows')} that the issuer no longer has` : 'Looked for what the issuer no longer has'),
  'sync.start-over': () => 'Began to read everything of an issuer anew',
  'sync.retry': () => 'Tried a change again',
  'sync.discard': () => 'Gave a change up',
  'sync.dismiss': () => 'Put a settled change aside',
  'sync.dismissNotice': () => 'Put a notice aside',
  'sync.changeConfirmed': () => 'The issuer confirmed a change',
  'sync.changeRejected': () => 'The issuer refused a change',
  'sync.changeNeedsAttention': () => 'A change could not go on by itself',
  'connections.addGateway': () => 'Connected an issuer',
  'connections.startSandbox': ({ connectionId }) => (connectionId === undefined ? 'Started the sandbox issuer' : 'Connected the sandbox issuer'),
  'connections.sandboxPower': ({ on }) => (on === true ? 'Switched the sandbox issuer on' : 'Switched the sandbox issuer off'),
  'connections.forget': () => 'Removed a connection and what came from it',
  'connections.rename': () => 'Renamed a connection',
  'connections.registerComplete': () => 'Registered with an issuer',
  'connections.signIn': () => 'Signed in to an issuer',
  'connections.verifyCode': () => 'Confirmed a one-time code',
  'connections.signOut': () => 'Signed out of an issuer',
  'connections.completeRecovery': () => 'Set a new password after recovery',
  'connections.changePassword': () => 'Changed the password at an issuer',
  'connections.endSession': () => 'Ended a session at an issuer',
  'connections.endOtherSessions': () => 'Ended the other sessions at an issuer',
  'connections.revokeDevice': () => 'Took a trusted computer’s trust away',
  'connections.changeContact': () => 'Asked for a change of contact details',
  'connections.cancelContactChange': () => 'Called off a change of contact details',
  'connections.confirmContact': () => 'Confirmed the contact details',
  'connections.cardDataLeftOut': () => 'Left out card data that an issuer had sent',
  'connections.notMe': () => 'Reported a sign-in that was somebody else’s',
}

type Fact = Details[string]

export const ISSUER_FACTS: Readonly<Record<string, (value: Fact) => string | null>> = {
  outboxId: (value) => `change ${value}`,
  tookBack: (value) => `change ${value} taken back`,
  runId: (value) => `run ${value}`,
  received: () => null,
  numbers: (value) => (typeof value === 'number' && value > 0 ? plural(value, 'card number', 'card numbers') : null),
  codes: (value) => (typeof value === 'number' && value > 0 ? plural(value, 'security code', 'security codes') : null),
  setAside: (value) => (typeof value === 'number' && value > 0 ? `${plural(value, 'note or category', 'notes or categories')} of charges that went set aside` : null),
  noticeId: () => null,
  connectionId: (value) => `connection ${value}`,
  code: (value) => String(value),
  on: () => null,
  ended: (value) => (typeof value === 'number' ? plural(value, 'session ended', 'sessions ended') : null),
  sessionsEnded: (value) => (typeof value === 'number' && value > 0 ? plural(value, 'session ended', 'sessions ended') : null),
  devicesRevoked: (value) => (typeof value === 'number' && value > 0 ? plural(value, 'trusted computer revoked', 'trusted computers revoked') : null),
}
