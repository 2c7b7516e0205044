import type { FeatureHandlers } from '../rpc/handlers.ts'
import { readCardholder } from './employees.queries.ts'
import { employeesReads } from './employees.reads.ts'
import { invite } from './invite.ts'
import { deactivate, reactivate, updateContact } from './people-acts.ts'
import { createCardholder, renameCardholder } from './people.queries.ts'

export interface EmployeesHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
}

export function createEmployeesHandlers({ outboxGrew }: EmployeesHandlerDeps) {
  const tell = (connectionIds: readonly number[]) => connectionIds.forEach(outboxGrew)
  return {
    ...employeesReads,
    async create({ db, now, changed, audit }, { name }) {
      const cardholderId = await createCardholder(db, name, now)
      audit({ cardholderId })
      changed('employees')
      return readCardholder(db, cardholderId, now)
    },
    async rename({ db, now, changed, audit }, { cardholderId, name }) {
      await renameCardholder(db, cardholderId, name)
      audit({ cardholderId })
      changed('employees', 'cards', 'transactions')
      return readCardholder(db, cardholderId, now)
    },
    async invite(context, invitation) {
      const cardholderId = await invite(context, invitation)
      outboxGrew(invitation.connectionId)
      return readCardholder(context.db, cardholderId, context.now)
    },
    async update(context, { cardholderId, contact }) {
      tell(await updateContact(context, cardholderId, contact))
      return readCardholder(context.db, cardholderId, context.now)
    },
    async deactivate(context, { cardholderId }) {
      tell(await deactivate(context, cardholderId))
      return readCardholder(context.db, cardholderId, context.now)
    },
    async reactivate(context, { cardholderId }) {
      tell(await reactivate(context, cardholderId))
      return readCardholder(context.db, cardholderId, context.now)
    },
  } satisfies FeatureHandlers<'employees'>
}
