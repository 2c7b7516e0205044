/** What an issuer asks for with each reason, as it was last read. */
import type { IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { ReasonForm } from '#shared/gateway/resources/disputes.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

/** By connection. */
export type IssuerForms = ReadonlyMap<number, readonly ReasonForm[]>

export async function readForms(db: ReadDb | WriteDb): Promise<IssuerForms> {
  const rows = await db.selectFrom('dispute_forms').select(['connection_id', 'forms']).execute()
  return new Map(rows.map((row) => [row.connection_id, JSON.parse(row.forms) as ReasonForm[]]))
}

/** When they were read; null: never. */
export async function formsReadAt(db: ReadDb, connectionId: number): Promise<number | null> {
  return (await db.selectFrom('dispute_forms').select('read_at').where('connection_id', '=', connectionId).executeTakeFirst())?.read_at ?? null
}

/** Whether these are the ones that are kept. */
export async function areKept(db: ReadDb, connectionId: number, items: readonly ReasonForm[]): Promise<boolean> {
  const row = await db.selectFrom('dispute_forms').select('forms').where('connection_id', '=', connectionId).executeTakeFirst()
  return row?.forms === JSON.stringify(items)
}

export async function keepForms(db: WriteDb, connectionId: number, items: readonly ReasonForm[], now: number): Promise<void> {
  const row = { forms: JSON.stringify(items), read_at: now }
  await db.insertInto('dispute_forms').values({ connection_id: connectionId, ...row }).onConflict((conflict) => conflict.column('connection_id').doUpdateSet(row)).execute()
}

const KINDS = ['text', 'date', 'yes-no', 'amount', 'choice', 'transaction'] as const

/** A kind of question that this version does not know is asked as text. */
export function formOf(forms: IssuerForms, connectionId: number, reason: DisputeReason): IssuerForm | null {
  const form = forms.get(connectionId)?.find((one) => one.reason === reason)
  if (form === undefined) return null
  return {
    reason,
    questions: form.questions.map(({ key, kind, choices, required }) => ({ key, kind: KINDS.find((known) => known === kind) ?? 'text', choices, required })),
    evidence: form.evidence,
  }
}
