/** The connections themselves: listed, added, named, tested, forgotten. */
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { Pace } from '../pace.ts'
import type { CommandContext, TaskContext } from '../rpc/handlers.ts'
import { readAddress } from './address.ts'
import { findByAddress, insertConnection, readConnection, readGateway, renameConnection } from './connections.queries.ts'
import { connectionsReads } from './connections.reads.ts'
import { ForgetRun, type Forgotten } from './forget.queries.ts'
import type { Topic, TopicDeps } from './handler-deps.ts'
import { endAtIssuer } from './sign-in.handlers.ts'

export function placeHandlers(deps: TopicDeps): Topic<'list' | 'addGateway' | 'forget' | 'diagnose' | 'rename'> {
  const { registry, tickets } = deps
  return {
    ...connectionsReads,
    addGateway: (context, { url, name }) => connectIssuer(deps, context, { baseUrl: readAddress(url), ...(name === undefined ? {} : { name }) }),
    async forget(context, { connectionId, evenUnsent }) {
      await readGateway(context.db, connectionId)
      const check = async (db: TaskContext['db'] | CommandContext['db']) => {
        const { waiting } = await readConnection(db, connectionId)
        if (waiting > 0 && !evenUnsent) throw new AppError('validation.failed', { field: 'waiting', reason: `${waiting === 1 ? 'A change waits' : `${waiting} changes wait`} to be sent.` })
      }
      await check(context.db)
      await deps.beforeForget(connectionId)
      await endAtIssuer(deps, connectionId, context.signal)
      registry.drop(connectionId)
      tickets.dropAll(connectionId)
      return context.write(async (command) => {
        // Somebody may have done something in the meantime.
        await check(command.db)
        const { transactions, cards } = await forget(command, connectionId, context)
        return { transactions, cards }
      })
    },
    diagnose: ({ signal }, { connectionId }) => registry.diagnose(connectionId, signal),
    async rename({ db, changed, audit }, { connectionId, name }) {
      await readGateway(db, connectionId)
      await renameConnection(db, connectionId, name)
      audit({ connectionId })
      changed('connections', 'sync')
      return readConnection(db, connectionId)
    },
  }
}

async function forget({ sqlite, changed, audit }: CommandContext, connectionId: number, { signal, progress }: Pick<TaskContext, 'signal' | 'progress'>): Promise<Forgotten> {
  const run = new ForgetRun(sqlite, connectionId, (done) => progress({ done, total, label: 'Removing charges' }))
  const total = run.charges
  const figures = await run.all(new Pace(signal))
  audit({ connectionId, ...figures })
  changed('connections', 'sync', 'transactions', 'cards', 'employees', 'statements', 'settings')
  return figures
}

/** Asks who answers at an address, and keeps it. Throws `validation.failed` (field url) for one that is kept already. */
export async function connectIssuer({ registry, newId }: Pick<TopicDeps, 'registry' | 'newId'>, context: TaskContext, { baseUrl, name }: { readonly baseUrl: string; readonly name?: string }): Promise<Connection> {
  await refuseKnown(context.db, baseUrl)
  const service = await registry.describe(baseUrl, context.signal)
  const id = await context.write(async ({ db, now, changed, audit }) => {
    await refuseKnown(db, baseUrl)
    const connectionId = await insertConnection(db, { name: name ?? service.name, baseUrl, environment: service.environment === 'sandbox' ? 'sandbox' : 'production', deviceId: newId(), service }, now)
    audit({ connectionId })
    changed('connections', 'sync')
    return connectionId
  })
  return readConnection(context.db, id)
}

async function refuseKnown(db: TaskContext['db'] | CommandContext['db'], baseUrl: string): Promise<void> {
  if ((await findByAddress(db, baseUrl)) !== undefined) throw new AppError('validation.failed', { field: 'url', reason: 'This issuer is connected already.' })
}
