/** Files of a dispute: taken in by what they are, kept in the vault, taken off again. */
import { createHash } from 'node:crypto'
import { mayRespond } from '#shared/domain/disputes/stages.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { DisputeDetail, disputesContract } from '#shared/rpc/contract/disputes.contract.ts'
import { MAX_EVIDENCE_BYTES } from '#shared/gateway/resources/disputes.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { disputeSubject } from '../sync/subjects.ts'
import { readCase, type Case } from './cases.queries.ts'
import { readDetail } from './details.queries.ts'
import { invalid } from './drafts.ts'
import { withoutLocation } from './files/without-location.ts'
import { deleteEvidence, insertEvidence } from './stored.queries.ts'

type Calls = typeof disputesContract

/** An issuer takes 50 in all, the merchant's among them. */
const MOST_FILES = 20
/** What issuers take in one go with a letter's case file. */
const MOST_BYTES = 60 * 1_048_576

/** Throws `not-found` (kind dispute), `validation.failed`: `state`, `content` (what it is, its size, too many). */
export async function addEvidence(context: CommandContext, { disputeId, kind, fileName, content, withoutLocation: isStripped }: ParsedInputOf<Calls['addEvidence']>): Promise<DisputeDetail> {
  const { db, now, audit, changed } = context
  const one = await openCase(context, disputeId)
  const own = one.files.filter(({ by }) => by === 'you')
  if (own.length >= MOST_FILES) throw invalid('content', `There are ${MOST_FILES} files already.`)
  const given = bytesOf(content)
  // Loaded when a file is judged: the PDF library would make the engine's start longer.
  const { kindOfFile } = await import('./files/file-kind.ts')
  const { contentType, pages } = await kindOfFile(given)
  const bytes = isStripped ? withoutLocation(given, contentType) : given
  if (bytes.byteLength > MAX_EVIDENCE_BYTES) throw invalid('content', 'The file is larger than 10 MB.')
  if (own.reduce((sum, file) => sum + file.bytes, bytes.byteLength) > MOST_BYTES) throw invalid('content', 'All files together are larger than 60 MB.')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (own.some((file) => file.sha256 === sha256 && file.kind === kind)) throw invalid('content', 'This file is there already.')
  const evidenceId = await insertEvidence(db, { disputeId, kind, fileName, contentType, sha256, pages, content: bytes, now })
  audit({ disputeId, evidenceId, bytes: bytes.byteLength })
  changed('disputes')
  return readDetail(db, now, disputeId)
}

/** Strict base64: anything else would be read as something shorter. */
function bytesOf(content: string): Uint8Array<ArrayBuffer> {
  if (content.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(content)) throw invalid('content', 'The file is damaged.')
  return new Uint8Array(Buffer.from(content, 'base64'))
}

/** Throws `not-found` (dispute, file), `validation.failed` (field state) for one that was sent. Returns the connection where the issuer is to hear of it. */
export async function removeEvidence(context: CommandContext, disputeId: number, evidenceId: number): Promise<number | null> {
  const { db, audit, changed } = context
  const one = await openCase(context, disputeId)
  const file = one.files.find(({ id }) => id === evidenceId)
  if (file?.by !== 'you') throw invalid('evidenceId', 'This file is not yours to take off.')
  audit({ disputeId, evidenceId })
  changed('disputes')
  if (file.isUnsent) {
    await deleteEvidence(db, evidenceId)
    return null
  }
  if (file.externalId === null || one.standing.stage !== 'draft') throw invalid('state', 'It has been sent.')
  const { connectionId, externalId } = one.stored
  if (externalId === null) throw invalid('state', 'It has been sent.')
  await enqueue(context, { connectionId, subject: disputeSubject(disputeId), command: { name: 'disputes.removeEvidence', disputeId: externalId, evidenceId: file.externalId } })
  return connectionId
}

/** One that takes files: a draft, or one whose merchant waits for an answer. */
async function openCase({ db, now }: CommandContext, disputeId: number): Promise<Case> {
  const one = await readCase(db, now, disputeId)
  const { stage, waitingFor } = one.standing
  if (one.stored.discardedAt !== null) throw invalid('state', 'It was put aside.')
  if (stage === 'queued' || waitingFor === 'respond') throw invalid('state', 'It waits to be sent. Take it back to change it.')
  const isOpen = stage === 'draft' || mayRespond(stage, one.stored.channel) || (one.stored.channel === 'letter' && stage === 'merchant-response')
  if (!isOpen) throw invalid('state', 'It has been sent.')
  return one
}
