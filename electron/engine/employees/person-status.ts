/** One person, as one or several issuers have them. */
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import type { Capabilities } from '../connections/capabilities.queries.ts'
import type { PersonAtIssuer } from './issuer-people.queries.ts'

type Standing = Pick<Cardholder, 'status' | 'department' | 'title' | 'can' | 'waitingFor'>

const OPENNESS = ['active', 'invited', 'inactive'] as const
const WAITING: Readonly<Record<string, Cardholder['waitingFor']>> = {
  'cardholders.invite': 'invite', 'cardholders.update': 'update', 'cardholders.deactivate': 'deactivate', 'cardholders.reactivate': 'reactivate',
}

/** `at`: none for people of statement files. */
export function standingOf(at: readonly PersonAtIssuer[], capabilities: Capabilities): Standing {
  const byOpenness = at.toSorted((a, b) => opennessOf(a) - opennessOf(b))
  const editable = at.filter(({ connectionId }) => managesPeople(capabilities, connectionId))
  const status = statusOf(byOpenness[0])
  return {
    status,
    department: firstOf(byOpenness, 'department'),
    title: firstOf(byOpenness, 'title'),
    can: {
      edit: editable.length > 0,
      deactivate: editable.some(isDeactivatable),
      reactivate: status === 'inactive' && editable.some(isReactivatable),
    },
    waitingFor: at.map(({ waitingFor }) => WAITING[waitingFor ?? ''] ?? null).find((waiting) => waiting !== null) ?? null,
  }
}

export const isDeactivatable = ({ isMade, object }: PersonAtIssuer): boolean => isMade && (object.status === 'active' || object.status === 'invited')
export const isReactivatable = ({ isMade, object }: PersonAtIssuer): boolean => isMade && object.status === 'inactive'
export const managesPeople = (capabilities: Capabilities, connectionId: number): boolean => capabilities.get(connectionId)?.has('invitations') === true

function statusOf(person: PersonAtIssuer | undefined): Standing['status'] {
  return person === undefined ? null : (OPENNESS.find((known) => known === person.object.status) ?? 'unknown')
}

function opennessOf({ object }: PersonAtIssuer): number {
  const index = OPENNESS.findIndex((known) => known === object.status)
  return index === -1 ? OPENNESS.length : index
}

function firstOf(people: readonly PersonAtIssuer[], part: 'department' | 'title'): string | null {
  return people.map(({ object }) => object[part]).find((value) => value !== null && value !== undefined) ?? null
}
