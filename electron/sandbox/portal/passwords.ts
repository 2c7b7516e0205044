/** Passwords: what is accepted (NIST SP 800-63B-4, DOMAIN.md 5.6) and how they are kept. */
import { hash, verify } from '@node-rs/argon2'
import { GatewayError } from '#shared/gateway/errors.ts'

/** A code is the second factor, so eight are enough. */
const LEAST = 8

/** The commonest, and what anybody would try here. A real issuer has millions. */
const COMMON: ReadonlySet<string> = new Set([
  'password', 'password1', 'password123', '12345678', '123456789', '1234567890', 'qwertyui', 'qwerty123', 'qwertyuiop', 'iloveyou', 'sunshine', 'princess', 'football', 'baseball', 'welcome1', 'welcome123',
  'letmein1', 'letmein123', 'admin123', 'administrator', 'abc12345', 'trustno1', 'superman', 'starwars', 'whatever', 'passw0rd', 'p@ssw0rd', 'changeme', 'changeme1', '11111111', '00000000', '87654321', 'asdfghjk', 'zaq12wsx', 'dragon123', 'monkey123', 'summer2026', 'winter2026', 'creditcard', 'mastercard',
])

// OWASP's floor for Argon2id.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const normal = (password: string): string => password.normalize('NFKC')

export interface PasswordContext {
  readonly words: readonly string[]
}

/** Throws `weak_password` with the reason. No rule of composition. */
export function checkNewPassword(password: string, { words }: PasswordContext): void {
  const text = normal(password)
  const lower = text.toLowerCase()
  const refuse = (reason: string) => new GatewayError('weak_password', { reason })
  if ([...text].length < LEAST) throw refuse('too-short')
  if (COMMON.has(lower) || /^(.)\1+$/.test(text)) throw refuse('too-common')
  const context = words.flatMap((word) => word.toLowerCase().split(/[^a-z0-9]+/)).filter((word) => word.length >= 4)
  if (context.some((word) => lower.includes(word) && lower.length - word.length < LEAST)) throw refuse('contains-context')
}

export const hashPassword = (password: string): Promise<string> => hash(normal(password), OPTIONS)

/** Checks against a hash; where there is none, takes the same time and says no. */
export async function checkPassword(password: string, stored: string | null, decoy: string): Promise<boolean> {
  const fits = await verify(stored ?? decoy, normal(password))
  return fits && stored !== null
}
