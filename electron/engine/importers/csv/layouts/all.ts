/** Every CSV layout, most particular first: the first that fits is taken. To add one, write its file and list it here. */
import type { CsvLayout } from '../layout.ts'
import { AMERICAN_EXPRESS_LAYOUTS } from './american-express.ts'
import { BANK_OF_AMERICA_LAYOUTS } from './bank-of-america.ts'
import { CAPITAL_ONE_LAYOUTS } from './capital-one.ts'
import { CHASE_LAYOUTS } from './chase.ts'
import { CITI_LAYOUTS } from './citi.ts'
import { DISCOVER_LAYOUTS } from './discover.ts'
import { GENERIC_LAYOUTS } from './generic.ts'
import { OTHER_LAYOUTS } from './other-issuers.ts'

export const CSV_LAYOUTS: readonly CsvLayout[] = [
  ...AMERICAN_EXPRESS_LAYOUTS,
  ...CHASE_LAYOUTS,
  ...CITI_LAYOUTS,
  ...CAPITAL_ONE_LAYOUTS,
  ...BANK_OF_AMERICA_LAYOUTS,
  ...DISCOVER_LAYOUTS,
  ...OTHER_LAYOUTS,
  ...GENERIC_LAYOUTS,
]
