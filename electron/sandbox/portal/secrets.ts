/** Random and keyed values of the portal. Nothing that opens something is stored as it is. */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Desk } from './desk.ts'

export const randomToken = (): string => randomBytes(24).toString('base64url')

/** Six digits, every one as likely (DOMAIN.md 5.6). */
export const randomCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

export function keyed({ secret }: Pick<Desk, 'secret'>, purpose: string, value: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('base64url')
}

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
