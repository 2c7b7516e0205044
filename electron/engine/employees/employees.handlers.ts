import type { FeatureHandlers } from '../rpc/handlers.ts'
import { createCardholder, listCardholders, readCardholder, renameCardholder } from './employees.queries.ts'

export const employeesHandlers = {
  list: ({ db }) => listCardholders(db),
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
