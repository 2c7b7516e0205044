/** What the issuer asks for with each reason: read when it is a day old, kept when the issuer does not answer, asked for instead of the catalogue. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCompany, type Company } from '#tests/support/company.ts'
import { chargesOf } from './world.ts'

const DAY = 86_400_000
const shared: { company?: Company } = {}

beforeAll(async () => {
  shared.company = await openCompany()
}, 60_000)
afterAll(() => shared.company?.close())

const kept = async ({ rig }: Company) => rig.store.read.selectFrom('dispute_forms').select(['forms', 'read_at']).executeTakeFirst()
const audits = async ({ rig }: Company) => (await rig.store.read.selectFrom('audit').select('id').where('action', '=', 'disputes.readForms').execute()).length

test('they are read with the first pull, and again a day later; the same as ever leaves no trace', async () => {
  const company = shared.company!
  await company.sync()
  const first = await kept(company)
  expect(JSON.parse(first!.forms)).toHaveLength(15)
  expect(await audits(company)).toBe(1)
  company.time.wall += DAY - 60_000
  await company.sync()
  expect((await kept(company))!.read_at).toBe(first!.read_at)
  company.time.wall += 60_000
  await company.sync()
  expect((await kept(company))!.read_at).toBeGreaterThan(first!.read_at)
  expect(await audits(company)).toBe(1)
})

test('an issuer that does not answer keeps what is known of it, and the run is none the worse', async () => {
  const company = shared.company!
  const before = await kept(company)
  company.time.wall += DAY
  await company.sandbox.fault({ kind: 'status', status: 500, operation: 'disputes.reasons', times: 1 })
  await company.sync()
  expect(await kept(company)).toEqual(before)
  await company.sync()
  expect((await kept(company))!.read_at).toBeGreaterThan(before!.read_at)
})

test('its own question is asked, and its own window counts', async () => {
  const company = shared.company!
  const charge = (await chargesOf(company))()
  await company.rig.write('test.forms', async ({ db, now }) => {
    const forms = [{ reason: 'duplicate', questions: [{ key: 'case-number', kind: 'text', choices: [], required: true }], evidence: [{ kind: 'statement', required: true }], windowDays: 10, anchor: 'transaction-date' }]
    await db.updateTable('dispute_forms').set({ forms: JSON.stringify(forms), read_at: now }).execute()
  })
  const { disputeIds: [disputeId = 0] } = await company.call.disputes.start({ transactionIds: [charge.id] })
  const detail = await company.call.disputes.save({ disputeId, reason: 'duplicate', explanation: 'Twice' })
  expect(detail).toMatchObject({ form: { reason: 'duplicate' }, missingKeys: ['case-number', 'evidence:statement'], deadlines: [{ rule: 'issuer-window', days: 10, anchorOn: charge.on }, {}, {}] })
})
