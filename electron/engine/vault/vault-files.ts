/** The envelope on the disk: `vault.json` and its copy `vault.json.bak`. */
import { join } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'
import { ensurePrivateFolder, readIfPresent, removeDurably, writeDurably } from './durable-file.ts'
import { parseEnvelope, serialiseEnvelope } from './envelope.ts'
import type { Envelope } from './envelope-shape.ts'

/** `damaged`: there is a file, and neither it nor its copy is an envelope. */
export type StoredEnvelope = { readonly kind: 'missing' } | { readonly kind: 'damaged' } | { readonly kind: 'found'; readonly envelope: Envelope }

export interface VaultFiles {
  /** Falls back to the copy where the first is missing or damaged. Throws `db.newer-version`. */
  read(): Promise<StoredEnvelope>
  /** Writes both, the envelope first. */
  write(envelope: Envelope): Promise<void>
  /** Makes file and copy equal to this envelope again, writing only what differs. */
  heal(envelope: Envelope): Promise<void>
  /** Removes both, the copy first. */
  erase(): Promise<void>
}

export function createVaultFiles(folder: string): VaultFiles {
  const paths = [join(folder, 'vault.json'), join(folder, 'vault.json.bak')] as const

  async function read(): Promise<StoredEnvelope> {
    let seen = false
    for (const path of paths) {
      const bytes = await readIfPresent(path)
      seen ||= bytes !== undefined
      const envelope = bytes && intactEnvelope(bytes)
      if (envelope) return { kind: 'found', envelope }
    }
    return { kind: seen ? 'damaged' : 'missing' }
  }

  async function write(envelope: Envelope): Promise<void> {
    await ensurePrivateFolder(folder)
    for (const path of paths) await writeDurably(path, serialiseEnvelope(envelope))
  }

  async function heal(envelope: Envelope): Promise<void> {
    const text = serialiseEnvelope(envelope)
    for (const path of paths) {
      const bytes = await readIfPresent(path)
      if (bytes?.toString('utf8') !== text) await writeDurably(path, text)
    }
  }

  async function erase(): Promise<void> {
    for (const path of paths.toReversed()) await removeDurably(path)
  }

  return { read, write, heal, erase }
}

/** Throws `vault.missing`, `vault.damaged`. */
export function existing(stored: StoredEnvelope): Envelope {
  if (stored.kind === 'missing') throw new AppError('vault.missing', {})
  if (stored.kind === 'damaged') throw new AppError('vault.damaged', {})
  return stored.envelope
}

function intactEnvelope(bytes: Buffer): Envelope | undefined {
  try {
    return parseEnvelope(bytes)
  } catch (error) {
    if (AppError.is(error, 'vault.damaged')) return undefined
    throw error
  }
}
