import { describe, expect, it } from 'vitest'
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { startTestEngine, TEST_BUSINESS, TEST_PASSPHRASE } from '#tests/support/engine.ts'

const CALLS = Object.entries(contract).flatMap(([feature, definitions]) =>
  Object.entries(definitions as Record<string, CallDefinition>).map(([name, definition]) => ({ name: `${feature}.${name}`, definition })),
)
const scope = { cardIds: null }
const period = { from: '2026-01', to: '2026-11', scope }

/** A made-up number with the right check digit. */
const IDENTITY = { cardNumber: '4000000000000002', expiryMonth: 12, expiryYear: 2030, taxIdLast4: '1234', billingZip: '02110', dateOfBirth: '1980-01-01' }

const AMOUNT = { minor: 50_000, currency: 'USD' }
const CONTACT = { email: 'ada@finch.example', phone: '+1 617 555 0123', department: 'Sales', title: null, employeeNumber: null }
const PLAN = {
  limits: [{ amount: AMOUNT, interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' }],
  controls: {
    allowedCategories: null, blockedCategories: ['gambling'], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: false, merchantLock: null, validFrom: null, validUntil: null,
  },
}

/** A valid input for every call, on an empty vault. A new call has to be added here to pass. */
const VALID: Readonly<Record<string, unknown>> = {
  'vault.status': {},
  'vault.ratePassphrase': { passphrase: 'x', businessName: 'y' },
  'vault.create': { passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS },
  'vault.unlock': { passphrase: TEST_PASSPHRASE },
  'connections.list': {},
  'connections.addGateway': { url: 'http://127.0.0.1:64999' },
  'connections.forget': { connectionId: 99, evenUnsent: false },
  'connections.startSandbox': {},
  'connections.sandboxState': {},
  'connections.sandboxPower': { on: false },
  'connections.sandboxInbox': { connectionId: 99, limit: 20 },
  'connections.sandboxIdentities': { connectionId: 99 },
  'connections.sandboxClock': { connectionId: 99 },
  'connections.sandboxAct': { connectionId: 99, do: 'next-day' },
  'connections.registerVerify': { connectionId: 99, identity: IDENTITY },
  'connections.registerComplete': { connectionId: 99, userId: 'ada.finch', password: TEST_PASSPHRASE },
  'connections.signIn': { connectionId: 99, identifier: 'ada.finch', password: TEST_PASSPHRASE, remember: false },
  'connections.sendCode': { connectionId: 99, challengeId: 'unknown', destinationId: 'sms' },
  'connections.verifyCode': { connectionId: 99, challengeId: 'unknown', code: '123456', trust: false },
  'connections.signOut': { connectionId: 99 },
  'connections.recoverUserId': { connectionId: 99, identity: IDENTITY },
  'connections.recoverPassword': { connectionId: 99, identity: IDENTITY },
  'connections.completeRecovery': { connectionId: 99, newPassword: TEST_PASSPHRASE },
  'connections.changePassword': { connectionId: 99, currentPassword: TEST_PASSPHRASE, newPassword: 'another long passphrase' },
  'connections.sessions': { connectionId: 99 },
  'connections.endSession': { connectionId: 99, sessionId: 'unknown' },
  'connections.endOtherSessions': { connectionId: 99 },
  'connections.devices': { connectionId: 99 },
  'connections.revokeDevice': { connectionId: 99, deviceId: 'unknown' },
  'connections.contact': { connectionId: 99 },
  'connections.changeContact': { connectionId: 99, change: { kind: 'email', value: 'ada@finch.example' } },
  'connections.cancelContactChange': { connectionId: 99, changeId: 'unknown' },
  'connections.confirmContact': { connectionId: 99 },
  'connections.securityEvents': { connectionId: 99, limit: 20 },
  'connections.notMe': { connectionId: 99, eventId: 'unknown' },
  'connections.diagnose': { connectionId: 99 },
  'connections.rename': { connectionId: 99, name: 'Harbour Bank' },
  'cards.list': {},
  'cards.assign': { cardId: 1, holder: { kind: 'none' } },
  'cards.rename': { cardId: 1, nickname: 'Fleet' },
  'cards.get': { cardId: 1 },
  'cards.freeze': { cardId: 1 },
  'cards.unfreeze': { cardId: 1 },
  'cards.setFrozen': { cardIds: [1], isFrozen: true },
  'cards.activate': { cardId: 1, lastDigits: '1234', expiryMonth: 12, expiryYear: 2030 },
  'cards.report': { cardId: 1, reason: 'lost', note: null, replace: true },
  'cards.replace': { cardId: 1, reason: 'damaged' },
  'cards.cancel': { cardId: 1 },
  'cards.changeProduct': { cardId: 1, productId: 'unknown' },
  'cards.keepProduct': { cardId: 1 },
  'cards.orderPlaces': {},
  'cards.order': { accountId: 99, cardholderId: 99, order: { form: 'physical', nickname: null } },
  'cards.orders': {},
  'cards.groups': {},
  'cards.saveGroup': { groupId: null, name: 'Vans', cardIds: [99] },
  'cards.deleteGroup': { groupId: 99 },
  'cards.tickStep': { cardId: 1, step: 'wallet', isDone: true },
  'sync.status': {},
  'sync.now': { connectionId: null },
  'sync.nudge': { reason: 'focus' },
  'sync.cancel': { connectionId: 1 },
  'sync.runs': { before: null, limit: 20 },
  'sync.outbox': {},
  'sync.retry': { outboxId: 1 },
  'sync.discard': { outboxId: 1 },
  'sync.dismiss': { outboxId: 1 },
  'sync.notices': {},
  'sync.dismissNotice': { noticeId: 1 },
  'employees.list': {},
  'employees.create': { name: 'Ada Finch' },
  'employees.rename': { cardholderId: 99, name: 'Ada Finch' },
  'employees.get': { cardholderId: 99 },
  'employees.invitePlaces': {},
  'employees.invite': { connectionId: 99, firstName: 'Ada', lastName: 'Finch', contact: CONTACT, card: { accountId: 99, order: { form: 'physical', nickname: null }, plan: PLAN } },
  'employees.update': { cardholderId: 99, contact: CONTACT },
  'employees.deactivate': { cardholderId: 99 },
  'employees.reactivate': { cardholderId: 99 },
  'limits.list': { scope: null },
  'limits.controls': { scope: { kind: 'cardholder', id: 99 } },
  'limits.preview': { targets: [{ kind: 'card', id: 99 }], plan: PLAN, mode: 'merge' },
  'limits.save': { targets: [{ kind: 'card', id: 99 }], plan: PLAN, mode: 'replace' },
  'limits.raise': { key: 'issuer:99:lim_1', amount: AMOUNT, until: Date.UTC(2027, 0, 1), reason: null },
  'limits.endRaise': { key: 'issuer:99:lim_1' },
  'limits.remove': { key: 'here:99' },
  'limits.whatIf': { targets: [{ kind: 'card', id: 99 }], plan: PLAN, mode: 'merge', days: 90 },
  'limits.templates': {},
  'limits.saveTemplate': { templateId: null, name: 'Field sales', plan: PLAN },
  'limits.deleteTemplate': { templateId: 99 },
  'requests.list': { status: 'pending' },
  'requests.approve': { connectionId: 99, requestId: 'unknown', amount: AMOUNT, until: null, note: null },
  'requests.decline': { connectionId: 99, requestId: 'unknown', note: 'Not this month' },
  'requests.saveAttachment': { connectionId: 99, requestId: 'unknown', target: 'unknown' },
  'requests.rules': {},
  'requests.saveRule': { ruleId: null, cardholderIds: null, upTo: AMOUNT, mostDays: 7, perMonth: 2, isOn: true },
  'requests.deleteRule': { ruleId: 99 },
  'declines.list': { cardIds: null, before: null, limit: 50 },
  'declines.remedy': { connectionId: 99, declineId: 'unknown', remedy: 'unfreeze' },
  'transactions.list': { filter: {}, sort: 'newest', cursor: null, limit: 50 },
  'transactions.summary': { filter: {} },
  'transactions.get': { id: 1 },
  'transactions.categories': {},
  'transactions.createCategory': { name: 'Regatta' },
  'transactions.setCategory': { ids: [1], categoryId: 1, wholeMerchant: false },
  'transactions.setNote': { id: 1, note: null },
  'reports.perCardholder': period,
  'reports.range': {},
  'reports.overview': { scope },
  'reports.exportCsv': { period, target: 'unknown' },
  'reports.exportPdf': { period, target: 'unknown' },
  'statements.list': { scope },
  'imports.preview': { files: ['unknown'] },
  'imports.getPreview': { previewId: 'unknown' },
  'imports.previewRows': { previewId: 'unknown', status: null, accountIndex: null, offset: 0, limit: 50 },
  'imports.choose': { previewId: 'unknown', choice: 'skip', rows: { status: 'new' } },
  'imports.setTarget': { previewId: 'unknown', accountIndex: 0, accountId: null },
  'imports.discard': { previewId: 'unknown' },
  'imports.apply': { previewId: 'unknown' },
  'imports.list': {},
  'imports.undoPlan': { importId: 1 },
  'imports.undo': { importId: 1 },
  'audit.list': { before: null, limit: 20 },
  'audit.verify': {},
  'audit.lastCheck': {},
  'audit.export': { format: 'csv', target: 'unknown' },
  'drafts.list': {},
  'drafts.get': { key: 'note:1' },
  'drafts.keep': { key: 'note:1', address: '/transactions?id=1', value: 'Paint' },
  'drafts.drop': { key: 'note:1' },
  'settings.get': {},
  'settings.update': { density: 'compact' },
}

const GARBAGE: readonly unknown[] = [undefined, null, 7, 'text', [], { surprise: true }, { __proto__: { polluted: true }, extra: 1 }]

/** Calls the engine exactly as a window would, without the typed client's help. */
async function callRaw(engine: Awaited<ReturnType<typeof startTestEngine>>, name: string, input: unknown): Promise<unknown> {
  const [feature = '', call = ''] = name.split('.')
  const client = engine.call as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  return client[feature]![call]!(input).catch((error: unknown) => error)
}

describe('every call of the contract', () => {
  it('has a valid input listed here', () => {
    expect(CALLS.map(({ name }) => name).toSorted()).toEqual(Object.keys(VALID).toSorted())
  })

  it('answers, or fails with a known error, on an empty vault', async () => {
    const engine = await startTestEngine()
    for (const { name, definition } of CALLS) {
      const answer = await callRaw(engine, name, VALID[name])
      if (answer instanceof AppError) expect(answer.code, name).not.toMatch(/^engine\.internal$|^rpc\./)
      else expect(definition.output.safeParse(answer).success, name).toBe(true)
    }
  })

  it('refuses what does not fit its input, and the handler never sees it', async () => {
    const engine = await startTestEngine()
    for (const { name, definition } of CALLS) {
      for (const garbage of GARBAGE) {
        if (definition.input.safeParse(garbage).success) continue
        const answer = await callRaw(engine, name, garbage)
        expect(AppError.is(answer, 'rpc.invalid-input'), `${name} with ${JSON.stringify(garbage)}`).toBe(true)
      }
    }
  })

  it('is refused while the vault is missing or locked, unless it is about the vault itself', async () => {
    const engine = await startTestEngine({ unlocked: false })
    for (const { name, definition } of CALLS) {
      if (definition.kind === 'session') continue
      const answer = await callRaw(engine, name, VALID[name])
      expect(AppError.is(answer, 'vault.locked'), name).toBe(true)
    }
  })

  it('that nobody declared is refused by name', async () => {
    const engine = await startTestEngine()
    for (const name of ['cards.sql', 'constructor.constructor', '__proto__.toString', 'cards.list.extra']) {
      const answer = await engine.engine.router.call(name, {}, { signal: new AbortController().signal, onProgress: () => {} }).catch((error: unknown) => error)
      expect(AppError.is(answer, 'rpc.unknown-call'), name).toBe(true)
    }
  })

  it('leaves an audit entry when it changes something, and none when it reads', async () => {
    const { call } = await startTestEngine()
    await call.settings.update({ density: 'compact' })
    await call.settings.get({})
    const entries = await call.audit.list({ before: null, limit: 50 })
    expect(entries.map(({ action }) => action)).toEqual(['settings.update', 'vault.create'])
    expect(await call.audit.verify({})).toEqual({ entries: 2, brokenAt: null })
  })

  it('tells what changed after the commit, so that a reader sees the new state', async () => {
    const { call, client } = await startTestEngine()
    const seen: string[] = []
    const read = new Promise<string>((resolve) => client.on('changed', ({ topics }) => {
      seen.push(...topics)
      void call.settings.get({}).then(({ density }) => resolve(density))
    }))
    await call.settings.update({ density: 'compact' })
    expect(await read).toBe('compact')
    expect(seen).toEqual(['settings', 'audit'])
  })
})
