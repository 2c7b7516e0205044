/** Phone and e-mail: read, confirmed, changed with a code to the old and one to the new address. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { ContactChange } from '#shared/gateway/resources/challenges.ts'
import type { Contact, contactApi } from '#shared/gateway/resources/contact.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { destinationsOf, masked } from './challenges.ts'
import { DAY } from './desk.ts'
import type { Portal } from './portal.ts'
import { randomToken } from './secrets.ts'

const STALE_AFTER = 365 * DAY
const CHANGE_TIME = DAY

interface Row {
  readonly id: string
  readonly kind: 'email' | 'phone'
  readonly value: string
  readonly status: 'pending' | 'applied' | 'cancelled'
  readonly oldConfirmed: number
  readonly newConfirmed: number
  readonly createdAt: number
}

const SELECT = 'SELECT id, kind, value, status, old_confirmed AS oldConfirmed, new_confirmed AS newConfirmed, created_at AS createdAt FROM contact_changes'

function describe(portal: Portal, { id, kind, value, status, oldConfirmed, newConfirmed, createdAt }: Row): ContactChange {
  const expired = status === 'pending' && createdAt + CHANGE_TIME <= portal.clocks.wall()
  const awaiting = status === 'pending' && !expired ? [...(oldConfirmed ? [] : (['old'] as const)), ...(newConfirmed ? [] : (['new'] as const))] : []
  return { id, kind, newValue: masked({ kind: kind === 'email' ? 'email' : 'sms', value }), status: expired ? 'expired' : status, awaiting, createdOn: new Date(createdAt).toISOString().slice(0, 10) }
}

function read(portal: Portal, personId: string): Contact {
  const person = portal.people.get(personId)
  const now = portal.clocks.wall()
  const point = (value: string, confirmedAt: number) => ({ value, confirmedAt, stale: now - confirmedAt > STALE_AFTER })
  const rows = portal.store.sql(`${SELECT} WHERE person_id = ? AND status = 'pending' AND created_at > ? LIMIT 10`).all(personId, now - CHANGE_TIME) as Row[]
  return { email: point(person.email, person.emailConfirmedAt), phone: point(person.phone, person.phoneConfirmedAt), pending: rows.map((row) => describe(portal, row)) }
}

export function contactHandlers(portal: Portal): HandlersOf<typeof contactApi> {
  return {
    get: ({ caller }) => read(portal, caller.personId),
    change: ({ body, caller }) => {
      const person = portal.people.get(caller.personId)
      if (body.value.toLowerCase() === person[body.kind].toLowerCase()) throw new GatewayError('unacceptable_value', { field: 'value', reason: 'same-as-before' })
      const id = `cch_${randomToken()}`
      return portal.store.write(() => {
        // One change of a kind at a time: a newer one replaces it.
        portal.store.sql("UPDATE contact_changes SET status = 'cancelled' WHERE person_id = ? AND kind = ? AND status = 'pending'").run(person.id, body.kind)
        portal.store.sql("INSERT INTO contact_changes (id, person_id, kind, value, status, created_at) VALUES (?, ?, ?, ?, 'pending', ?)").run(id, person.id, body.kind, body.value, portal.clocks.wall())
        const kind = body.kind === 'email' ? 'email' : 'sms'
        const old = destinationsOf(person).filter((destination) => destination.kind === kind)
        return {
          change: describe(portal, row(portal, person.id, id)),
          oldChallenge: portal.challenges.open(person.id, 'confirm-old-contact', old, { changeId: id }),
          newChallenge: portal.challenges.open(person.id, 'confirm-new-contact', [{ id: 'new', kind, value: body.value }], { changeId: id }),
        }
      })
    },
    cancelChange: ({ params, caller }) => {
      const { status } = row(portal, caller.personId, params.changeId)
      if (status !== 'pending') throw new GatewayError('not_allowed', { reason: status })
      portal.store.sql("UPDATE contact_changes SET status = 'cancelled' WHERE id = ?").run(params.changeId)
      return {}
    },
    confirmCurrent: ({ caller }) => {
      portal.people.confirmContacts(caller.personId, portal.clocks.wall())
      return read(portal, caller.personId)
    },
  }
}

function row(portal: Portal, personId: string, id: string): Row {
  const found = portal.store.sql(`${SELECT} WHERE id = ? AND person_id = ?`).get(id, personId) as Row | undefined
  if (!found) throw new GatewayError('not_found')
  return found
}

/** One of the two codes came back; with both the change is made. */
export function confirmContact(portal: Portal, personId: string, changeId: string, which: 'old' | 'new'): ContactChange {
  const before = row(portal, personId, changeId)
  if (describe(portal, before).status !== 'pending') throw new GatewayError('challenge_unknown')
  portal.store.sql(which === 'old' ? 'UPDATE contact_changes SET old_confirmed = 1 WHERE id = ?' : 'UPDATE contact_changes SET new_confirmed = 1 WHERE id = ?').run(changeId)
  const after = row(portal, personId, changeId)
  if (after.oldConfirmed && after.newConfirmed) {
    portal.people.setContact(personId, after.kind, after.value, portal.clocks.wall())
    portal.store.sql("UPDATE contact_changes SET status = 'applied' WHERE id = ?").run(changeId)
    portal.diary.write(personId, 'contact-changed')
  }
  return describe(portal, row(portal, personId, changeId))
}
