import { AppError } from '#shared/rpc/errors.ts'
import { writeWhole } from '../exports/write-file.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import { deleteRule, readRules, saveRule } from './approval-rules.queries.ts'
import { approveRequest, declineRequest } from './decide-request.ts'
import { monthStart } from './month-start.queries.ts'
import { readRequest } from './requests.queries.ts'
import { requestsReads } from './requests.reads.ts'

export interface RequestsHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
  readonly connectorOf: (connectionId: number) => Promise<Pick<IssuerConnector, 'requestAttachment'>>
}

export function createRequestsHandlers({ outboxGrew, connectorOf }: RequestsHandlerDeps) {
  return {
    ...requestsReads,
    async approve(context, { connectionId, requestId, amount, until, note }) {
      const which = { connectionId, requestId }
      await approveRequest(context, await readRequest(context.db, context.now, which), { amount, until, note })
      outboxGrew(connectionId)
      return readRequest(context.db, context.now, which)
    },
    async decline(context, { connectionId, requestId, note }) {
      const which = { connectionId, requestId }
      await declineRequest(context, await readRequest(context.db, context.now, which), note)
      outboxGrew(connectionId)
      return readRequest(context.db, context.now, which)
    },
    async saveAttachment({ db, now, files, signal, write }, { target, ...which }) {
      const file = files.writable(target)
      const { attachment } = await readRequest(db, now, which)
      if (attachment === null) throw new AppError('not-found', { kind: 'file' })
      const connector = await connectorOf(which.connectionId)
      const { bytes } = await connector.requestAttachment(which.requestId, { signal })
      const written = await writeWhole(file, bytes, signal)
      await write(async ({ audit }) => audit({ requestId: which.requestId, bytes: written }))
      return { bytes: written }
    },
    async saveRule({ db, now, changed, audit }, rule) {
      const ruleId = await saveRule(db, rule, now)
      audit({ ruleId, isOn: rule.isOn, people: rule.cardholderIds?.length ?? null })
      changed('requests')
      const saved = (await readRules(db, await monthStart(db, now))).find(({ id }) => id === ruleId)
      if (!saved) throw new AppError('not-found', { kind: 'rule' })
      return saved
    },
    async deleteRule({ db, changed, audit }, { ruleId }) {
      await deleteRule(db, ruleId)
      audit({ ruleId })
      changed('requests')
      return {}
    },
  } satisfies FeatureHandlers<'requests'>
}
