/** What a limit is called by how often it starts over. */

const NAMES: Readonly<Record<string, string>> = {
  'per-charge': 'limit per charge', day: 'daily limit', week: 'weekly limit', month: 'monthly limit', quarter: 'quarterly limit', year: 'yearly limit', 'billing-cycle': 'limit per billing cycle', total: 'total limit',
}
const EVERY: Readonly<Record<string, string>> = { 'per-charge': 'a charge', day: 'a day', week: 'a week', month: 'a month', quarter: 'a quarter', year: 'a year', 'billing-cycle': 'a billing cycle', total: 'in all' }

/** "monthly limit"; an interval of a later version is just a "limit". */
export function limitName(interval: string): string {
  return NAMES[interval] ?? 'limit'
}

/** "a month"; empty for one that is not known. */
export function everyText(interval: string): string {
  return EVERY[interval] ?? ''
}
