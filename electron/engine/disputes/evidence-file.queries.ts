/** The bytes of a file that is here. Apart from `evidence.ts`, so that the thread that reads loads nothing that judges files. */
import type { ReadDb } from '../db/store.ts'
import { readContent, readOneEvidence } from './stored.queries.ts'

/** As base64. Throws `not-found` (kind file). */
export async function readFile(db: ReadDb, disputeId: number, evidenceId: number): Promise<{ contentType: string; content: string }> {
  const { contentType } = await readOneEvidence(db, disputeId, evidenceId)
  return { contentType, content: Buffer.from(await readContent(db, evidenceId)).toString('base64') }
}
