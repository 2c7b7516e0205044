import { DeclineList } from '#renderer/features/declines/components/decline-list.tsx'
import { PersonPage } from '#renderer/features/employees/person-page.tsx'
import { LimitsSection } from '#renderer/features/limits/components/limits-section.tsx'
import { RequestList } from '#renderer/features/requests/components/request-list.tsx'

const DECLINES_SHOWN = 5

/** A person's page with what limits, requests and declines know of them. */
export function PersonView() {
  return (
    <PersonPage
      parts={{
        limits: (person) => <LimitsSection scope={{ kind: 'cardholder', id: person.id }} />,
        requests: (person) => <RequestList cardholderId={person.id} />,
        declines: (person) => <DeclineList cardIds={person.cards.map((card) => card.id)} limit={DECLINES_SHOWN} />,
      }}
    />
  )
}
