import type { FeatureReads } from '../rpc/handlers.ts'
import { listCardholders } from './employees.queries.ts'

export const employeesReads = {
  list: ({ db }) => listCardholders(db),
} satisfies FeatureReads<'employees'>
