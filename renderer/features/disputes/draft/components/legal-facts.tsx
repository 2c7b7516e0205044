import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { LEGAL_FACTS, type LegalFact } from '#shared/domain/disputes/liability.ts'
import { REASONS } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import classes from './legal-facts.module.css'

const UNAUTHORIZED: readonly LegalFact['key'][] = ['unauthorized-use', 'ten-cards', 'employees', 'business-cards']
const BILLING_ERROR: readonly LegalFact['key'][] = ['business-cards', 'billing-errors', 'while-open']
const QUALITY: readonly LegalFact['key'][] = ['business-cards', 'quality']

function factsOf(reason: DisputeReason): readonly LegalFact[] {
  const keys = reason === 'fraud' || reason === 'no-valid-authorization' ? UNAUTHORIZED : REASONS[reason].isBillingError ? BILLING_ERROR : QUALITY
  return keys.flatMap((key) => LEGAL_FACTS.filter((fact) => fact.key === key))
}

/** What the law says of business cards for this reason, folded: no more than it says. */
export function LegalFacts({ reason }: { readonly reason: DisputeReason }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <div className={classes.facts}>
      <UnstyledButton className={classes.fold ?? ''} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={15} stroke={1.8} aria-hidden /> What the law says for business cards
      </UnstyledButton>
      {isOpen && (
        <dl id={id} className={classes.list} data-selectable>
          {factsOf(reason).map(({ key, title, text, source, holdsForBusinessCards }) => (
            <div key={key}>
              <dt>{title}{!holdsForBusinessCards && <span className={classes.consumer}>Consumer cards</span>}</dt>
              <dd>{text}</dd>
              <dd className={classes.source}>{source}</dd>
            </div>
          ))}
          <div><dd className={classes.source}>No legal advice. What you agreed with the issuer counts besides.</dd></div>
        </dl>
      )}
    </div>
  )
}
