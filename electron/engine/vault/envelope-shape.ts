/** What an envelope holds, whatever format it was read from. */
import { z } from 'zod'

/** Base64 of exactly this many bytes, in its only canonical spelling. */
export const base64Of = (bytes: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, 'base64')
    return decoded.length === bytes && decoded.toString('base64') === text
  })

export const kdfParameters = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.number().int().positive(),
  passes: z.number().int().positive(),
  lanes: z.number().int().positive(),
  salt: base64Of(16),
})
export type KdfParameters = Readonly<z.infer<typeof kdfParameters>>

/** The database key under AES-256-GCM. */
export const sealedKey = z.strictObject({ nonce: base64Of(12), sealed: base64Of(48) })
export type SealedKey = Readonly<z.infer<typeof sealedKey>>

/** Sealed under what Argon2id makes of a passphrase or PIN. */
export type DerivedWay = SealedKey & { readonly kdf: KdfParameters }

export interface Envelope {
  /** 1: read from the first format (envelope-v1.ts), to be made anew at the next unlocking. */
  readonly version: 1 | 2
  readonly vaultId: string
  /** Epoch ms. */
  readonly createdAt: number
  /** The one readable fact about the owner: the unlock screen shows it. */
  readonly businessName: string
  /** Fingerprint of the keychain's secret; null where the vault does not use the keychain. */
  readonly keychainCheck: string | null
  readonly ways: {
    readonly passphrase: DerivedWay
    /** Never without the keychain: digits alone protect nothing. */
    readonly pin: DerivedWay | null
    readonly recovery: SealedKey | null
  }
  /** Base64 of the HMAC over everything else; empty in version 1, whose one way has the header as its additional data. */
  readonly mac: string
}
