import type { FeatureHandlers } from '../rpc/handlers.ts'
import { readLimit } from './limits.queries.ts'
import { limitsReads } from './limits.reads.ts'
import { checkPlan } from './preview.queries.ts'
import { dropLimit, endRaise, raiseLimit } from './raise.queries.ts'
import { savePlan } from './save.queries.ts'
import { deleteTemplate, saveTemplate } from './templates.queries.ts'
import { runWhatIf } from './what-if.ts'

export interface LimitsHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
}

export function createLimitsHandlers({ outboxGrew }: LimitsHandlerDeps) {
  const grew = ({ kept, connectionId }: { readonly kept: 'issuer' | 'here'; readonly connectionId: number }) => {
    if (kept === 'issuer') outboxGrew(connectionId)
  }
  return {
    ...limitsReads,
    async save(context, edit) {
      const { changes, skipped, connectionIds } = await savePlan(context, edit)
      for (const connectionId of connectionIds) outboxGrew(connectionId)
      return { changes, skipped }
    },
    async raise(context, input) {
      grew(await raiseLimit(context, input))
      return readLimit(context.db, context.now, input.key)
    },
    async endRaise(context, { key }) {
      grew(await endRaise(context, key))
      return readLimit(context.db, context.now, key)
    },
    async remove(context, { key }) {
      grew(await dropLimit(context, key))
      return {}
    },
    whatIf: (context, input) => runWhatIf(context, input),
    async saveTemplate({ db, now, changed, audit }, input) {
      await checkPlan(db, input.plan)
      const template = await saveTemplate(db, input, now)
      audit({ templateId: template.id })
      changed('limits')
      return template
    },
    async deleteTemplate({ db, changed, audit }, { templateId }) {
      await deleteTemplate(db, templateId)
      audit({ templateId })
      changed('limits')
      return {}
    },
  } satisfies FeatureHandlers<'limits'>
}
