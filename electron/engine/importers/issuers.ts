/** Issuers by what their files call them, so that an OFX and a CSV of one bank name the same issuer. */

export const AMERICAN_EXPRESS = 'American Express'

interface IssuerNames {
  readonly name: string
  /** FI/ORG values, upper case, whole. */
  readonly orgs: readonly string[]
  /** FI/FID and INTU.BID values that belong to this issuer alone. */
  readonly ids: readonly string[]
}

// ORG and FID as the banks' own OFX servers and downloads give them.
const ISSUERS: readonly IssuerNames[] = [
  { name: AMERICAN_EXPRESS, orgs: ['AMEX', 'AMERICAN EXPRESS', 'AMERICAN EXPRESS CARD'], ids: ['3101', '3106'] },
  { name: 'Chase', orgs: ['B1', 'CHASE', 'CHASE BANK', 'JPMORGAN CHASE'], ids: ['10898'] },
  { name: 'Citi', orgs: ['CITIGROUP', 'CITI', 'CITIBANK', 'CITI CARDS'], ids: ['24909'] },
  { name: 'Capital One', orgs: ['CAPITAL ONE', 'CAPITAL ONE BANK', 'HIBERNIA', 'C1'], ids: [] },
  { name: 'Bank of America', orgs: ['HAN', 'BANK OF AMERICA', 'BOFA'], ids: ['5959', '6805'] },
  { name: 'Discover', orgs: ['DISCOVER', 'DISCOVER FINANCIAL SERVICES', 'DISCOVER BANK'], ids: ['7101'] },
  { name: 'Wells Fargo', orgs: ['WF', 'WELLS FARGO', 'WFB'], ids: [] },
  { name: 'U.S. Bank', orgs: ['U.S. BANK', 'US BANK', 'USBANK'], ids: ['1402'] },
  { name: 'Barclays', orgs: ['BCS', 'BARCLAYS', 'BARCLAYCARD'], ids: [] },
  { name: 'Ally', orgs: ['ALLY', 'ALLY BANK'], ids: ['6157'] },
]

/** The issuer that an OFX sign-on names: a known one by organisation or id, else the organisation as written, else null. */
export function issuerOf(org: string, ids: readonly string[]): string | null {
  const upper = org.trim().toUpperCase()
  const byOrg = ISSUERS.find((issuer) => issuer.orgs.includes(upper))
  if (byOrg) return byOrg.name
  if (upper !== '') return org.trim()
  return ISSUERS.find((issuer) => ids.some((id) => issuer.ids.includes(id)))?.name ?? null
}
