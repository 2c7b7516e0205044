/** The sandbox issuer as only a sandbox can be handled: switched on and off, its inbox read, its clock set forward. */
import { AppError } from '#shared/rpc/errors.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { isLoopbackUrl, OWN_SANDBOX } from './address.ts'
import { findByAddress, readConnection, readGateway, writeSandboxOff } from './connections.queries.ts'
import type { Topic, TopicDeps } from './handler-deps.ts'
import { connectIssuer } from './places.handlers.ts'
import { sandboxControls, type SandboxControls } from './sandbox-controls.ts'

type Calls = 'startSandbox' | 'sandboxState' | 'sandboxPower' | 'sandboxInbox' | 'sandboxIdentities' | 'sandboxClock' | 'sandboxAct'

export function sandboxHandlers(deps: TopicDeps): Topic<Calls> {
  const { registry, host } = deps
  return {
    async startSandbox(context) {
      await switchTo(context, true)
      await whileTelling(deps, context, registry.ownSandbox())
      const known = await findByAddress(context.db, OWN_SANDBOX)
      return known === undefined ? connectIssuer(deps, context, { baseUrl: OWN_SANDBOX }) : readConnection(context.db, known)
    },
    sandboxState: async () => ({ power: await host.sandboxState() }),
    async sandboxPower(context, { on }) {
      await switchTo(context, on)
      if (!on) await host.sandboxStop()
      else {
        await registry.ownSandbox()
        deps.onNews()
      }
      return { power: await host.sandboxState() }
    },
    sandboxInbox: async (context, { connectionId, limit }) => (await controlsOf(deps, context, connectionId)).inbox(limit),
    sandboxIdentities: async (context, { connectionId }) => (await controlsOf(deps, context, connectionId)).identities(),
    sandboxClock: async (context, { connectionId }) => (await controlsOf(deps, context, connectionId)).clock(),
    async sandboxAct(context, input) {
      const clock = await (await controlsOf(deps, context, input.connectionId)).act(input.do)
      deps.onNews()
      return clock
    },
  }
}

const PROGRESS_MS = 250

/** Its first start makes up two years of history, which takes some seconds. */
async function whileTelling({ host }: Pick<TopicDeps, 'host'>, { progress }: TaskContext, starting: Promise<unknown>): Promise<void> {
  const tell = async () => progress({ done: await host.sandboxProgress(), total: 100, label: 'Starting the sandbox issuer' })
  const ticking = setInterval(() => void tell().catch(() => {}), PROGRESS_MS)
  try {
    await starting
  } finally {
    clearInterval(ticking)
  }
}

/** Kept, so that an app that starts again finds the issuer as a person left it. */
async function switchTo(context: TaskContext, on: boolean): Promise<void> {
  await context.write(async ({ db, changed, audit }) => {
    await writeSandboxOff(db, !on)
    audit({ on })
    changed('connections', 'sync')
  })
}

/** Throws `not-found` (connection) for one that is no sandbox on this computer: a real issuer is never asked for these. */
async function controlsOf({ registry, fetch }: TopicDeps, { db, signal }: TaskContext, connectionId: number): Promise<SandboxControls> {
  const { environment } = await readGateway(db, connectionId)
  if (environment !== 'sandbox') throw new AppError('not-found', { kind: 'connection' })
  const url = await registry.urlOf(connectionId)
  if (!isLoopbackUrl(url)) throw new AppError('not-found', { kind: 'connection' })
  return sandboxControls(url, fetch, signal)
}
