/** What issuers are asked about people they know. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ContactDetails } from '#shared/rpc/contract/employees.contract.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue, takeBack } from '../sync/outbox.ts'
import { cardholderSubject } from '../sync/subjects.ts'
import { checkContact } from './contact.ts'
import { readCardholder } from './employees.queries.ts'
import { readPeopleAtIssuers, type PersonAtIssuer } from './issuer-people.queries.ts'
import { isDeactivatable, isReactivatable, managesPeople } from './person-status.ts'

const refused = (reason: string) => new AppError('validation.failed', { field: 'status', reason })

/** At every issuer that knows them; returns its connections. Throws `not-found`, `validation.failed` (fields status, email, phone). */
export async function updateContact(context: CommandContext, cardholderId: number, contact: ContactDetails): Promise<readonly number[]> {
  const known = await knownAt(context, cardholderId)
  if (known.length === 0) throw refused('No issuer knows this person, or it takes no changes.')
  const connectionIds = known.map(({ connectionId }) => connectionId)
  const body = await checkContact(context.db, contact, { connectionIds, personId: cardholderId })
  for (const { connectionId, ref } of known) await enqueue(context, { connectionId, subject: cardholderSubject(cardholderId), command: { name: 'cardholders.update', cardholderId: ref, body } })
  return connectionIds
}

/** Where they are active; returns the connections. Throws `not-found`, `validation.failed` (field status). */
export async function deactivate(context: CommandContext, cardholderId: number): Promise<readonly number[]> {
  const known = await knownAt(context, cardholderId)
  if (known.length === 0) throw refused('No issuer knows this person, or it takes no changes.')
  const open = known.filter(isDeactivatable)
  if (open.length === 0) throw refused(known.some(({ isMade }) => !isMade) ? 'The invitation has not been sent yet: give it up under Sync instead.' : 'This person has been deactivated already.')
  return change(context, cardholderId, open, 'deactivate')
}

/** Where they are inactive; returns the connections. Throws `not-found`, `validation.failed` (field status). */
export async function reactivate(context: CommandContext, cardholderId: number): Promise<readonly number[]> {
  const known = await knownAt(context, cardholderId)
  if (known.length === 0) throw refused('No issuer knows this person, or it takes no changes.')
  const left = known.filter(isReactivatable)
  if (left.length === 0) throw refused('This person is active already.')
  return change(context, cardholderId, left, 'reactivate')
}

/** The opposite of what has not been sent takes it back. */
async function change(context: CommandContext, cardholderId: number, people: readonly PersonAtIssuer[], to: 'deactivate' | 'reactivate'): Promise<readonly number[]> {
  const subject = cardholderSubject(cardholderId)
  for (const { connectionId, ref } of people) {
    const took = await takeBack(context, connectionId, subject, [to === 'deactivate' ? 'cardholders.reactivate' : 'cardholders.deactivate'])
    if (took && !(await isStill(context, cardholderId, connectionId, to))) continue
    await enqueue(context, { connectionId, subject, command: { name: `cardholders.${to}`, cardholderId: ref } })
  }
  return people.map(({ connectionId }) => connectionId)
}

/** Whether the issuer's own word is still another than what is wanted. */
async function isStill({ db }: CommandContext, cardholderId: number, connectionId: number, to: 'deactivate' | 'reactivate'): Promise<boolean> {
  const person = (await readPeopleAtIssuers(db)).find((candidate) => candidate.personId === cardholderId && candidate.connectionId === connectionId)
  return person !== undefined && (to === 'deactivate' ? isDeactivatable(person) : isReactivatable(person))
}

async function knownAt(context: CommandContext, cardholderId: number): Promise<readonly PersonAtIssuer[]> {
  await readCardholder(context.db, cardholderId, context.now)
  context.audit({ cardholderId })
  const capabilities = await readCapabilities(context.db)
  return (await readPeopleAtIssuers(context.db)).filter(({ personId, connectionId }) => personId === cardholderId && managesPeople(capabilities, connectionId))
}
