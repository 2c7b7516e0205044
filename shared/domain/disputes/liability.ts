/**
 * What the law says about charges on business cards in the United States: explained, not overstated, and no legal advice.
 *
 * Sources: 12 CFR 1026.3(a), 1026.12(b), 1026.13; 15 USC 1666; the CFPB's comments (DOMAIN 5.1).
 */
export interface LegalFact {
  readonly key: 'business-cards' | 'unauthorized-use' | 'ten-cards' | 'employees' | 'billing-errors' | 'while-open' | 'quality'
  readonly title: string
  readonly text: string
  readonly source: string
  /** False: written for consumer cards; an issuer may keep to it for business cards by its own rules. */
  readonly holdsForBusinessCards: boolean
}

export const LEGAL_FACTS: readonly LegalFact[] = [
  {
    key: 'business-cards', title: 'Business cards are mostly outside consumer law',
    text: 'Most of Regulation Z does not apply to credit for a business. What does apply is how cards are issued and what is owed for use that nobody allowed. All else is in your agreement with the issuer.',
    source: '12 CFR 1026.3(a)(1); comment 12-1', holdsForBusinessCards: true,
  },
  {
    key: 'unauthorized-use', title: 'Use that nobody allowed: at most $50',
    text: 'You owe the lesser of $50 and what was charged before you told the issuer. It holds only where the user had no actual, implied or apparent authority and you had no benefit.',
    source: '12 CFR 1026.12(b)(1)(ii)', holdsForBusinessCards: true,
  },
  {
    key: 'ten-cards', title: 'Ten cards or more: as agreed',
    text: 'Where an issuer gave ten or more cards to a company for its employees, the two may agree that the company owes more. What employees themselves owe cannot be raised.',
    source: '12 CFR 1026.12(b)(5)', holdsForBusinessCards: true,
  },
  {
    key: 'employees', title: 'Employees’ own use often counts as allowed',
    text: 'A charge by somebody you gave the card to can count as authorized, even against your instructions. Freeze the card and settle it with the person.',
    source: '12 CFR 1026.12(b)(1)(i) and its comments', holdsForBusinessCards: true,
  },
  {
    key: 'billing-errors', title: 'Billing errors: notice within 60 days',
    text: 'For consumer cards the issuer must have a notice within 60 days of the first statement with the error, confirm it within 30 days, and settle it within two billing cycles and 90 days. Many issuers handle business cards in the same way, but need not.',
    source: '12 CFR 1026.13(b) and (c); 15 USC 1666', holdsForBusinessCards: false,
  },
  {
    key: 'while-open', title: 'While it is open',
    text: 'For consumer cards the disputed amount need not be paid, and is not reported as late. For a business card look at what the issuer says; pay everything that is not disputed in any case.',
    source: '12 CFR 1026.13(d)', holdsForBusinessCards: false,
  },
  {
    key: 'quality', title: 'Quality is another matter',
    text: 'That goods you accepted are of poor quality is no billing error. The network may still take the dispute, and a claim against the merchant remains.',
    source: 'Comment 13(a)(3)-1', holdsForBusinessCards: false,
  },
]
