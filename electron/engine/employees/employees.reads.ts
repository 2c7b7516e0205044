import type { FeatureReads } from '../rpc/handlers.ts'
import { listCardholders, readCardholderDetail } from './employees.queries.ts'
import { readInvitePlaces } from './invite-places.queries.ts'

export const employeesReads = {
  list: ({ db, now }) => listCardholders(db, now),
  get: ({ db, now }, { cardholderId }) => readCardholderDetail(db, cardholderId, now),
  invitePlaces: ({ db }) => readInvitePlaces(db),
} satisfies FeatureReads<'employees'>
