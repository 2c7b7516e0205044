/** A store that is in step with a real sandbox, for tests that ask the issuer for things. */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { IssuerCommandOf } from '#engine/issuers/command.ts'
import type { IssuerConnector } from '#engine/issuers/connector.ts'
import { readIdMap } from '#engine/sync/shown/id-map.queries.ts'
import { continueFrom, makeBeginning, type Beginning, type Continued } from '#tests/support/histories.ts'

export interface Desk extends Continued {
  /** Active, in plastic. */
  readonly card: Card
  readonly cardId: number
  readonly personId: number
}

/** Opens one for each test, after making it once for the file: to be called at its top. */
export function deskOfFile(): (broken?: (connector: IssuerConnector) => IssuerConnector) => Promise<Desk> {
  const shared: { beginning?: Beginning; root?: string; count: number } = { count: 0 }
  beforeAll(async () => {
    shared.root = await mkdtemp(join(tmpdir(), 'cardkeep-commands-'))
    shared.beginning = await makeBeginning(join(shared.root, 'beginning'), randomBytes(32))
  }, 120_000)
  afterAll(() => rm(shared.root ?? '', { recursive: true, force: true }))
  return (broken) => openDesk(shared, broken)
}

async function openDesk(shared: { beginning?: Beginning; root?: string; count: number }, broken?: (connector: IssuerConnector) => IssuerConnector): Promise<Desk> {
  if (!shared.beginning || shared.root === undefined) throw new Error('no beginning')
  const folder = join(shared.root, `desk-${(shared.count += 1)}`)
  await mkdir(folder)
  const world = await continueFrom(shared.beginning, folder, broken)
  onTestFinished(async () => {
    expect(world.sandbox.problems).toEqual([])
    expect(world.rig.logged).toEqual([])
    await world.rig.close()
    await world.sandbox.close()
    await rm(folder, { recursive: true, force: true })
  })
  const card = world.sandbox.world.objects.all('card').find((one) => one.status === 'active' && one.kind === 'physical')!
  const ids = await readIdMap(world.rig.store.read)
  return { ...world, card, cardId: ids.cardOf(world.connectionId, card.id)!, personId: ids.personOf(world.connectionId, card.cardholderId)! }
}

export const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
export const RULES: IssuerCommandOf<'limits.create'>['rules'] = { amount: usd(123_400), interval: 'month', window: 'calendar', timeZone: 'America/Chicago', weekStartsOn: 0, countsRefunds: true, categories: ['dining'], mode: 'warn' }
export const CONTROLS = {
  allowedCategories: null, blockedCategories: ['gambling'], blockedMccs: ['7995'], allowedCountries: ['US', 'CA'], blockedCountries: [], online: true, inPerson: true, cashMachines: false, merchantLock: null, validFrom: null, validUntil: '2027-12-31',
}
export const PERSON = { firstName: 'Ana', lastName: 'Nova', email: 'ana.nova@example.com', department: 'Sales' }
