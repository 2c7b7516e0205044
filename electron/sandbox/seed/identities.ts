/** Whom one can register as: the company's two administrators, with everything the form asks for. All of it is made up. */
import type { Identity } from '#shared/gateway/resources/identity.ts'
import { cardNumber } from '../issuer/card-number.ts'
import type { World } from '../issuer/world.ts'
import type { Places } from './base.ts'
import { COMPANY, PEOPLE } from './roster.ts'

export interface SandboxIdentity {
  readonly personId: string
  readonly cardholderId: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly identity: Identity
}

const BIRTHS: readonly string[] = ['1979-04-18', '1983-11-02']

/** In the roster's order: the owner first. */
export function administratorsOf(world: World, { people, slots }: Places): readonly SandboxIdentity[] {
  return PEOPLE.flatMap((person, who) => {
    if (person.administrator !== true) return []
    const holder = world.objects.get('cardholder', people[who] ?? '')
    const card = world.objects.get('card', slots[`${who}/0`] ?? '')
    return [{
      personId: `per_${who + 1}`, cardholderId: holder.id, name: `${person.first} ${person.last}`, email: holder.email ?? '', phone: holder.phone ?? '',
      identity: {
        cardNumber: cardNumber(world.seed, card.id, card.network), expiryMonth: card.expiryMonth, expiryYear: card.expiryYear,
        taxIdLast4: COMPANY.taxIdLast4, billingZip: COMPANY.address.postalCode, dateOfBirth: BIRTHS[who] ?? '1980-01-01',
      },
    }]
  })
}
