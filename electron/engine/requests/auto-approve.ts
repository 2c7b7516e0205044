/** Approves by rule what came in: after each pull, in the name of `requests.approveByRule`, told as a notice. */
import type { ApprovalRule, LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { addNotice } from '../sync/sync.queries.ts'
import { countApprovals, keepApproval, readRules } from './approval-rules.queries.ts'
import { approveRequest } from './decide-request.ts'
import { monthStart } from './month-start.queries.ts'
import { listRequests } from './requests.queries.ts'
import { rulesFor } from './rule-choice.ts'

export interface AutoApproval {
  readonly read: () => ReadDb
  readonly write: WriteAs
  readonly now: () => number
}

/** Each approval is a transaction of its own, so that one which cannot be does not hold up the others. */
export async function approveByRules({ read, write, now }: AutoApproval, connectionId: number): Promise<void> {
  const candidates = await candidatesOf(read(), connectionId, now())
  for (const { requestId } of candidates) {
    await write('requests.approveByRule', async (context) => {
      // Asked again inside: somebody may have decided meanwhile.
      const [candidate] = (await candidatesOf(context.db, connectionId, context.now)).filter((one) => one.requestId === requestId)
      if (candidate === undefined) return
      const { request, rule, person } = candidate
      await approveRequest(context, request, { amount: request.amount, until: request.until, note: null })
      await keepApproval(context.db, { connectionId, requestId, ruleId: rule.id, cardholderId: person.id, at: context.now })
      await addNotice(context.db, {
        connectionId, at: context.now, kind: 'request-approved-by-rule',
        details: { ...(request.card === null ? {} : { cardId: request.card.id }), cardholderId: person.id, person: person.name, minor: request.amount.minor, currency: request.amount.currency, until: request.until },
      })
      context.audit({ ruleId: rule.id })
      context.changed('requests')
    })
  }
}

interface Candidate {
  readonly requestId: string
  readonly request: LimitRequest
  readonly rule: ApprovalRule
  readonly person: NonNullable<LimitRequest['person']>
}

async function candidatesOf(db: ReadDb | WriteDb, connectionId: number, now: number): Promise<readonly Candidate[]> {
  const monthFrom = await monthStart(db, now)
  const rules = await readRules(db, monthFrom)
  if (!rules.some(({ isOn }) => isOn)) return []
  const requests = (await listRequests(db, now, 'pending')).filter((request) => request.connectionId === connectionId)
  const found: Candidate[] = []
  for (const request of requests) {
    const { person, requestId } = request
    if (person === null) continue
    for (const rule of rulesFor(request, rules, now)) {
      if ((await countApprovals(db, { ruleId: rule.id, cardholderId: person.id, since: monthFrom })) >= rule.perMonth) continue
      found.push({ requestId, request, rule, person })
      break
    }
  }
  return found
}
