/** What an issuer is to hear of a dispute: sent whole or not at all, withdrawn, the merchant answered. Queued here, sent by the sync. */
import { createHash } from 'node:crypto'
import { questionsFor } from '#shared/domain/disputes/catalogue.ts'
import { stopping } from '#shared/domain/disputes/checks.ts'
import { mayRespond, mayWithdraw } from '#shared/domain/disputes/stages.ts'
import { EVIDENCE_TYPES } from '#shared/gateway/resources/disputes.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import type { IssuerCommandOf, IssuerRef } from '../issuers/command.ts'
import { enqueue, takeBack } from '../sync/outbox.ts'
import { disputeSubject } from '../sync/subjects.ts'
import { readCase, type Case, type CaseFile } from './cases.queries.ts'
import { chargeRefs } from './charges.queries.ts'
import { leftOf } from './details.queries.ts'
import { draftCase, invalid, takeAllBack } from './drafts.ts'
import { contradictions, isTooLate, missingIn } from './show.ts'
import { readContent } from './stored.queries.ts'

/**
 * Queues the draft, its files and the sending of it. One that the issuer has from an earlier attempt is brought up to date instead of being made anew.
 *
 * Throws `not-found` (dispute, file), `validation.failed`: `state` (no draft, or by letter), the first that is missing or cannot be, `sendBy`.
 */
export async function submitDispute(context: CommandContext, disputeId: number): Promise<number> {
  const { audit } = context
  const one = await draftCase(context, disputeId)
  if (one.stored.channel === 'letter') throw invalid('state', 'The issuer takes this dispute by letter.')
  await mustBeWhole(context, one)
  // What was left of an attempt that was given up in part is not needed any more.
  await takeAllBack(context, one)
  const { stored: { connectionId }, files } = await readCase(context.db, context.now, disputeId)
  const ask = (command: Parameters<typeof enqueue>[1]['command']) => enqueue(context, { connectionId, subject: disputeSubject(disputeId), command })
  const at = await askForDraft(context, one, ask)
  const after: IssuerRef[] = [...at.after]
  for (const file of files.filter(({ isUnsent }) => isUnsent)) after.push({ answerOf: await ask(await fileCommand(context, at.ref, file)) })
  const outboxId = await ask({ name: 'disputes.submit', disputeId: at.ref, after })
  audit({ disputeId, files: files.length, submits: outboxId })
  context.changed('transactions')
  return connectionId
}

async function mustBeWhole({ db }: CommandContext, one: Case): Promise<void> {
  const [missing] = missingIn(one)
  if (missing !== undefined) throw invalid(missing, 'This is missing.')
  const [contradiction] = stopping(contradictions(one, (await leftOf(db, one)).disputable))
  if (contradiction !== undefined) throw invalid(contradiction.key, 'This cannot be.')
  if (isTooLate(one)) throw invalid('sendBy', 'The issuer takes it no more.')
}

type AskFor = (command: Parameters<typeof enqueue>[1]['command']) => Promise<number>

/** How the later changes name the draft, and what they need besides. */
async function askForDraft(context: CommandContext, one: Case, ask: AskFor): Promise<{ readonly ref: IssuerRef; readonly after: readonly IssuerRef[] }> {
  const body = await bodyOf(context, one)
  const { externalId, chargeRef } = one.stored
  if (externalId !== null) return { ref: externalId, after: [{ answerOf: await ask({ name: 'disputes.update', disputeId: externalId, body }) }] }
  // An attempt whose draft may have arrived at the issuer, while what was to follow was given up.
  const making = (await readCase(context.db, context.now, one.stored.id)).standing.open.findLast(({ command }) => command.name === 'disputes.create')
  if (making) {
    const ref = { answerOf: making.id }
    return { ref, after: [{ answerOf: await ask({ name: 'disputes.update', disputeId: ref, body }) }] }
  }
  if (chargeRef === null) throw invalid('state', 'The issuer does not know this charge.')
  return { ref: { answerOf: await ask({ name: 'disputes.create', transactionId: chargeRef, body }) }, after: [] }
}

async function bodyOf({ db }: CommandContext, { stored: { reason, amount, explanation, answers, connectionId }, form }: Case): Promise<IssuerCommandOf<'disputes.create'>['body']> {
  if (reason === null) throw invalid('reason', 'This is missing.')
  const questions = new Map(questionsFor(reason, form).map((question) => [question.key, question]))
  const refs = await chargeRefs(db, connectionId, answers.flatMap(({ value }) => (typeof value === 'number' ? value : [])))
  const given = answers.flatMap(({ key, value }) => {
    const question = questions.get(key)
    if (question === undefined) return []
    return [[key, question.kind === 'transaction' && typeof value === 'number' ? (refs.get(value) ?? String(value)) : value] as const]
  })
  return { reason, amount: { amountMinor: amount.minor, currency: amount.currency }, explanation, answers: Object.fromEntries(given) }
}

async function fileCommand({ db }: CommandContext, disputeId: IssuerRef, { id, kind, fileName, contentType, sha256 }: CaseFile): Promise<IssuerCommandOf<'disputes.addEvidence'>> {
  const type = EVIDENCE_TYPES.find((known) => known === contentType)
  const content = await readContent(db, id)
  if (type === undefined || createHash('sha256').update(content).digest('hex') !== sha256) throw invalid(`evidence:${kind}`, 'This file is damaged. Take it off and add it again.')
  return { name: 'disputes.addEvidence', disputeId, fileId: id, kind, fileName, contentType: type, sha256 }
}

/**
 * Takes back what waits to be sent; what the issuer has is withdrawn there. Returns the connection.
 *
 * Throws `not-found` (kind dispute), `validation.failed` (field state).
 */
export async function withdrawDispute(context: CommandContext, disputeId: number): Promise<number> {
  const { db, now, audit, changed } = context
  const one = await readCase(db, now, disputeId)
  const { stored: { connectionId, externalId, channel }, standing: { stage, waitingFor } } = one
  const subject = disputeSubject(disputeId)
  audit({ disputeId })
  changed('disputes', 'transactions')
  if (stage === 'queued') {
    if (!(await takeBack(context, connectionId, subject, ['disputes.submit']))) throw invalid('state', 'The issuer may have it already, and is asked as soon as it can be reached.')
    await takeAllBack(context, one)
    return connectionId
  }
  if (channel === 'letter' || externalId === null || !mayWithdraw(stage)) throw invalid('state', 'It is not open.')
  if (waitingFor !== null) throw invalid('state', 'Something else of it waits to be sent.')
  await enqueue(context, { connectionId, subject, command: { name: 'disputes.withdraw', disputeId: externalId } })
  return connectionId
}

/** With the files that were added since. Throws `not-found` (kind dispute), `validation.failed` (field state). Returns the connection. */
export async function respondToMerchant(context: CommandContext, disputeId: number, explanation: string): Promise<number> {
  const one = await readCase(context.db, context.now, disputeId)
  const { stored: { connectionId, externalId, channel }, standing: { stage, waitingFor }, files } = one
  if (externalId === null || !mayRespond(stage, channel)) throw invalid('state', 'There is nothing to answer.')
  if (waitingFor !== null) throw invalid('state', 'Something else of it waits to be sent.')
  const ask: AskFor = (command) => enqueue(context, { connectionId, subject: disputeSubject(disputeId), command })
  const after: IssuerRef[] = []
  for (const file of files.filter(({ isUnsent }) => isUnsent)) after.push({ answerOf: await ask(await fileCommand(context, externalId, file)) })
  await ask({ name: 'disputes.respond', disputeId: externalId, body: { explanation }, after })
  context.audit({ disputeId, files: after.length })
  return connectionId
}
