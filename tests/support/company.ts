/**
 * The sandbox's company, signed in to and pulled: what the features of cards, people and limits are tried on. Nothing is sent or fetched unless
 * the test syncs, so that until then it is offline.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCardsHandlers } from '#engine/cards/cards.handlers.ts'
import { createDisputesHandlers } from '#engine/disputes/disputes.handlers.ts'
import { createDeclinesHandlers } from '#engine/declines/declines.handlers.ts'
import { createEmployeesHandlers } from '#engine/employees/employees.handlers.ts'
import { createLimitsHandlers } from '#engine/limits/limits.handlers.ts'
import { createRequestsHandlers } from '#engine/requests/requests.handlers.ts'
import { GrantedFiles } from '#engine/files.ts'
import type { CommandContext, QueryContext, TaskContext } from '#engine/rpc/handlers.ts'
import { createSyncHandlers } from '#engine/sync/sync.handlers.ts'
import { CAPABILITIES } from '#shared/gateway/resources/service.ts'
import { contract, type Contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition, InputOf, OutputOf } from '#shared/rpc/define.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { ChargeWish } from '#sandbox/http/time-travel.ts'
import { ManualTime } from './manual-time.ts'
import { openTestSandbox, register, SANDBOX_NOW, signIn, type TestSandbox } from './sandbox.ts'
import { openRig, type SyncRig } from './sync-rig.ts'

type Feature = 'cards' | 'employees' | 'limits' | 'requests' | 'declines' | 'disputes' | 'sync'
type Client = { readonly [F in Feature]: { readonly [N in keyof Contract[F]]: (input: InputOf<Contract[F][N]>) => Promise<OutputOf<Contract[F][N]>> } }

export interface Company {
  readonly sandbox: TestSandbox
  readonly rig: SyncRig
  readonly time: ManualTime
  readonly connectionId: number
  /** What a person chose to read or write. */
  readonly files: GrantedFiles
  /** Calls as a window makes them, with the contract's checks, the audit and one transaction each. */
  readonly call: Client
  /** Sends what waits, then takes in what changed. */
  sync(): Promise<void>
  /** What is asked from now on is sent at once, as when the app is online. */
  goOnline(): void
  /** The issuer's id of a card. */
  cardRef(cardId: number): Promise<string>
  /** A merchant asks at the issuer. */
  charge(wish: ChargeWish): Authorization
  close(): Promise<void>
}

export async function openCompany(): Promise<Company> {
  const sandbox = await openTestSandbox()
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-company-'))
  const time = new ManualTime(SANDBOX_NOW)
  await register(sandbox)
  const { session, deviceId } = await signIn(sandbox)
  const rig = await openRig({ folder, key: randomBytes(32), time, random: () => 0.5 })
  const connectionId = await rig.useSession(sandbox.url, session, deviceId)
  await rig.write('test.capabilities', async ({ db }) => void (await db.updateTable('gateway_connections').set({ capabilities: JSON.stringify(CAPABILITIES) }).execute()))
  await rig.sync()
  const line = { isOpen: false }
  const files = new GrantedFiles()
  const deps = { outboxGrew: (id: number) => (line.isOpen ? rig.scheduler.outboxGrew(id) : undefined) }
  return {
    sandbox, rig, time, connectionId, files,
    call: clientOf({ rig, time, files }, {
      cards: createCardsHandlers(deps), employees: createEmployeesHandlers(deps), limits: createLimitsHandlers(deps), declines: createDeclinesHandlers(deps), sync: createSyncHandlers(rig.scheduler),
      requests: createRequestsHandlers({ ...deps, connectorOf: rig.connectorOf }), disputes: createDisputesHandlers({ ...deps, connectorOf: rig.connectorOf }),
    }),
    sync: () => rig.sync(),
    goOnline: () => void (line.isOpen = true),
    cardRef: async (cardId) => (await rig.store.read.selectFrom('cards').select('external_key').where('id', '=', cardId).executeTakeFirstOrThrow()).external_key,
    charge: (wish) => sandbox.travel.makeCharge(wish),
    async close() {
      await rig.close()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type AnyHandler = (context: CommandContext | QueryContext | TaskContext, input: unknown) => Promise<unknown>

function clientOf({ rig, time, files }: Pick<Company, 'rig' | 'time' | 'files'>, handlers: Readonly<Record<Feature, object>>): Client {
  const features = Object.entries(handlers).map(([feature, of]) => {
    const calls = Object.entries(of as Record<string, AnyHandler>).map(([name, handler]) => {
      const definition = (contract[feature as Feature] as Readonly<Record<string, CallDefinition>>)[name]
      if (!definition) throw new Error(`No call ${feature}.${name}`)
      const read = () => ({ db: rig.store.read, now: time.now() })
      const run = (input: unknown) => {
        if (definition.kind === 'query') return handler(read(), input)
        if (definition.kind === 'command') return rig.write(`${feature}.${name}`, (context) => handler(context, input))
        return handler({ ...read(), files, signal: new AbortController().signal, progress: () => {}, write: (work) => rig.write(`${feature}.${name}`, work) }, input)
      }
      return [name, async (input: unknown) => definition.output.parse(await run(definition.input.parse(input)))]
    })
    return [feature, Object.fromEntries(calls)]
  })
  return Object.fromEntries(features) as Client
}
