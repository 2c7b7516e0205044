/**
 * The sandbox's own controls, under /sandbox: the inbox, the clock, faults, and whom to register as.
 *
 * Not part of the Gateway API: a real issuer has none of it, and the app shows it only as the sandbox's.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Account } from '#shared/gateway/resources/company.ts'
import { fault } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { todayOf, type World } from '../issuer/world.ts'
import type { Inbox } from '../portal/inbox.ts'
import type { SandboxIdentity } from '../seed/identities.ts'
import type { TimeTravel } from './time-travel.ts'

export interface SandboxRoutes {
  readonly world: World
  readonly inbox: Inbox
  readonly faults: Faults
  readonly travel: TimeTravel
  readonly identities: () => readonly SandboxIdentity[]
}

const charge = z.strictObject({ cardId: z.string().optional(), merchant: z.string().max(120).optional(), mcc: z.string().regex(/^\d{4}$/).optional(), amountMinor: z.number().int().positive().optional(), country: z.string().regex(/^[A-Z]{2}$/).optional(), channel: z.enum(['chip', 'contactless', 'swipe', 'keyed', 'online', 'cash-machine']).optional() })

const clockChange = z.union([
  z.strictObject({ advance: z.number().int().positive().max(400 * 86_400_000), clock: z.enum(['world', 'wall', 'both']).default('world') }),
  z.strictObject({ do: z.literal('next-day') }),
  z.strictObject({ do: z.literal('close-statement'), accountId: z.string().optional() }),
  z.strictObject({ do: z.literal('make-charge'), charge: charge.optional() }),
  z.strictObject({ do: z.literal('ask-for-more') }),
  z.strictObject({ do: z.literal('pass-a-limit') }),
])

export function addSandboxRoutes(app: FastifyInstance, { world, inbox, faults, travel, identities }: SandboxRoutes): void {
  const now = () => ({ world: world.clocks.worldNow(), wall: world.clocks.wall(), businessDate: todayOf(world), nextCloses: world.objects.all('account').map(({ id, name, nextCloseOn }: Account) => ({ accountId: id, name, nextCloseOn })) })
  app.get('/sandbox/inbox', (request) => ({ items: inbox.list(z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }).parse(request.query).limit) }))
  app.get('/sandbox/identities', () => ({ items: identities() }))
  app.get('/sandbox/clock', now)
  app.post('/sandbox/clock', (request) => {
    const change = clockChange.parse(request.body)
    if ('advance' in change) travel.advance(change.advance, change.clock)
    else if (change.do === 'next-day') travel.nextDay()
    else if (change.do === 'close-statement') travel.closeNextStatement(change.accountId)
    else if (change.do === 'ask-for-more') return { ...now(), request: travel.askForMore() }
    else if (change.do === 'pass-a-limit') return { ...now(), authorization: travel.passALimit() }
    else return { ...now(), authorization: travel.makeCharge(change.charge ?? {}) }
    return now()
  })
  app.get('/sandbox/faults', () => faults.state())
  app.post('/sandbox/faults', (request) => {
    for (const item of z.array(fault).max(50).parse(request.body)) faults.add(item)
    return faults.state()
  })
  app.delete('/sandbox/faults', () => {
    faults.clear()
    return faults.state()
  })
}
