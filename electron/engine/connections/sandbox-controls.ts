/**
 * The sandbox issuer's own controls (its `/sandbox` addresses): inbox, clock, whom one can register as.
 *
 * No part of the Gateway API: a real issuer has none of it. Only ever asked on this computer.
 */
import { z } from 'zod'
import type { sandboxClock, sandboxMessage } from '#shared/rpc/contract/connections.contract.ts'
import { identity } from '#shared/gateway/resources/identity.ts'
import { AppError } from '#shared/rpc/errors.ts'

const LONGEST_MS = 30_000

const inbox = z.object({
  items: z.array(z.object({ id: z.number().int(), at: z.number().int(), channel: z.enum(['email', 'sms']), to: z.string(), subject: z.string(), text: z.string(), code: z.string().nullable() })),
})
const identities = z.object({ items: z.array(z.object({ name: z.string(), email: z.string(), phone: z.string(), identity })) })
const clock = z.object({ world: z.number().int(), businessDate: z.string(), nextCloses: z.array(z.object({ accountId: z.string(), name: z.string(), nextCloseOn: z.string() })) })

export type SandboxMessage = z.infer<typeof sandboxMessage>
export type SandboxClock = z.infer<typeof sandboxClock>
export type SandboxPerson = z.infer<typeof identities>['items'][number]

export interface SandboxControls {
  inbox(limit: number): Promise<SandboxMessage[]>
  identities(): Promise<SandboxPerson[]>
  clock(): Promise<SandboxClock>
  act(what: 'next-day' | 'close-statement' | 'make-charge' | 'ask-for-more' | 'pass-a-limit'): Promise<SandboxClock>
}

/** Rejects with `issuer.unreachable`, `issuer.failed` or `issuer.unexpected`. */
export function sandboxControls(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): SandboxControls {
  const ask = async <T>(path: string, shape: z.ZodType<T>, body?: object): Promise<T> => {
    const posted = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(`${url}/sandbox/${path}`, { ...posted, redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]) }).catch(unreachable)
    if (!response.ok) throw new AppError('issuer.failed', { status: response.status })
    const parsed = shape.safeParse(await response.json().catch(notJson))
    if (!parsed.success) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
    return parsed.data
  }
  return {
    inbox: async (limit) => (await ask(`inbox?limit=${limit}`, inbox)).items,
    identities: async () => (await ask('identities', identities)).items,
    clock: () => ask('clock', clock),
    act: (what) => ask('clock', clock, { do: what }),
  }
}

function unreachable(error: unknown): never {
  throw new AppError('issuer.unreachable', { reason: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'refused' })
}

function notJson(): never {
  throw new AppError('issuer.unexpected', { what: 'not-json' })
}
