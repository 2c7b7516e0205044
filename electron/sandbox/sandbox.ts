/** The sandbox issuer as one value: the same for the app, the tests and the command line. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { Faults } from './faults/faults.ts'
import { Commands } from './http/commands.ts'
import { createHandlers } from './http/handler-table.ts'
import { addSandboxRoutes } from './http/sandbox-routes.ts'
import { createServer } from './http/server.ts'
import { TimeTravel } from './http/time-travel.ts'
import { forgetFigures, settleFigures } from './issuer/figures.ts'
import type { World } from './issuer/world.ts'
import { Inbox } from './portal/inbox.ts'
import { createPortal } from './portal/portal.ts'
import { administratorsOf, type SandboxIdentity } from './seed/identities.ts'
import { COMPANY } from './seed/roster.ts'
import { madeBefore, makeSandbox, planOf, USUAL_SCALE } from './seed/seed.ts'
import { Store } from './store/store.ts'
import { Clocks } from './time/clock.ts'
import { Zones } from './time/zone.ts'

export interface SandboxOptions {
  readonly folder: string
  /** 0: any free one. */
  readonly port: number
  readonly seed?: number
  /** About so many charges in 24 months. */
  readonly scale?: number
  /** The machine's clock; a test gives its own. */
  readonly machine?: () => number
  /** World time does not pass by itself. */
  readonly still?: boolean
  /** Holds ready-made answers against their schemas too. */
  readonly checkEverything?: boolean
  readonly tls?: { readonly cert: string; readonly key: string }
  readonly onProgress?: (done: number, total: number) => void
  readonly report?: (error: unknown) => void
}

export interface Sandbox {
  readonly port: number
  readonly url: string
  readonly world: World
  readonly faults: Faults
  readonly travel: TimeTravel
  readonly inbox: Inbox
  readonly identities: readonly SandboxIdentity[]
  close(): Promise<void>
}

const DEFAULT_SEED = 20_261
const TICK_MS = 15_000

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { store, world, inbox } = openWorld(options)
  const made = madeBefore(world) ?? makeSandbox(world, { scale: options.scale ?? USUAL_SCALE, onProgress: options.onProgress ?? (() => {}) })
  const identities = administratorsOf(world, made.places)
  const portal = await createPortal({ store, clocks: world.clocks, secret: secretOf(store), companyName: COMPANY.legalName, send: world.send })
  if (store.setting('people') === undefined) {
    store.write(() => {
      for (const { personId, cardholderId, name, email, phone, identity } of identities) {
        portal.people.add({ id: personId, cardholderId, name, firstName: name.split(' ')[0] ?? name, email, phone }, world.clocks.wall())
        portal.people.rememberIdentity(personId, identity)
      }
      store.setSetting('people', 'added')
    })
  }
  const faults = new Faults()
  const travel = new TimeTravel(world, planOf(world, made))
  travel.catchUp()
  const commands = new Commands(store, () => world.clocks.wall())
  const report = options.report ?? (() => {})
  const app = await createServer({
    handlers: createHandlers({ world, portal, commands, epoch: epochOf(store) }), portal, commands, faults, checkEverything: options.checkEverything ?? false, report, tls: options.tls,
    extras: (server) => addSandboxRoutes(server, { world, inbox, faults, travel, identities: () => identities }),
  })
  await app.listen({ host: '127.0.0.1', port: options.port })
  const ticking = setInterval(() => travel.catchUp(), TICK_MS)
  ticking.unref()
  const { port } = app.server.address() as AddressInfo
  return {
    port, url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`, world, faults, travel, inbox, identities,
    close: async () => {
      clearInterval(ticking)
      await app.close()
      store.close()
    },
  }
}

function openWorld(options: SandboxOptions): { readonly store: Store; readonly world: World; readonly inbox: Inbox } {
  const store = openFinishedStore(options.folder)
  const machine = options.machine ?? Date.now
  const clocks = new Clocks({
    machine, still: options.still ?? false,
    load: () => JSON.parse(store.setting('clocks') ?? '{"worldOffset":0,"wallOffset":0}') as { worldOffset: number; wallOffset: number; stillAt: number | undefined },
    save: (state) => store.setSetting('clocks', JSON.stringify(state)),
  })
  if (store.setting('seed') === undefined) store.setSetting('seed', String(options.seed ?? DEFAULT_SEED))
  const zones = new Zones()
  const inbox = new Inbox(store, () => clocks.wall())
  const world: World = {
    store, objects: store.objects, schedule: store.schedule, clocks, zones, zone: zones.get(COMPANY.timeZone), seed: Number(store.setting('seed')), send: (message) => inbox.add(message),
    dirtyAccounts: new Set(), dirtyCards: new Set(), quiet: { now: false },
  }
  store.onWrite({ flush: () => settleFigures(world), reset: () => forgetFigures(world) })
  return { store, world, inbox }
}

/** A store whose making was interrupted is made anew. */
function openFinishedStore(folder: string): Store {
  const store = new Store(folder)
  if (store.setting('made') !== undefined || store.objects.head === 0) return store
  store.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `sandbox-issuer.sqlite${suffix}`), { force: true })
  return new Store(folder)
}

function secretOf(store: Store): string {
  const known = store.setting('secret')
  if (known !== undefined) return known
  const secret = randomBytes(32).toString('base64url')
  store.setSetting('secret', secret)
  return secret
}

function epochOf(store: Store): string {
  const known = store.setting('epoch')
  if (known !== undefined) return known
  const epoch = randomBytes(6).toString('base64url').replaceAll('.', '-')
  store.setSetting('epoch', epoch)
  return epoch
}
