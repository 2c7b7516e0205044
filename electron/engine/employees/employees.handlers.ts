import type { FeatureHandlers } from '../rpc/handlers.ts'
import { createCardholder, readCardholder, renameCardholder } from './employees.queries.ts'
import { employeesReads } from './employees.reads.ts'

export const employeesHandlers = {
  ...employeesReads,
  async create({ db, now, changed, audit }, { name }) {
    const cardholderId = await createCardholder(db, name, now)
    audit({ cardholderId })
    changed('employees')
    return readCardholder(db, cardholderId)
  },
  async rename({ db, changed, audit }, { cardholderId, name }) {
    await renameCardholder(db, cardholderId, name)
    audit({ cardholderId })
    changed('employees', 'cards', 'transactions')
    return readCardholder(db, cardholderId)
  },
} satisfies FeatureHandlers<'employees'>
