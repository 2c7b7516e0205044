/** CCCLOSING and CLOSING: the closed billing period of CCSTMTENDRS and STMTENDRS (OFX 2.1.1 section 11.5.4). */
import type { IsoDate } from '#shared/domain/time.ts'
import { parseCsvAmount, parseOfxAmount } from '../amount.ts'
import type { OfxDates } from '../dates.ts'
import type { ParsedBalance, ParsedRewards, ParsedStatement } from '../parsed-statement.ts'
import { quoted } from '../problems.ts'
import type { ProblemList } from '../problems.ts'
import { filled } from './frame.ts'
import type { Frame } from './frame.ts'

interface ClosingContext {
  readonly currency: string
  readonly dates: OfxDates
  readonly problems: ProblemList
}

/** The statement, or null after its problem was reported. Amounts in the file's sign. */
export function buildClosing(frame: Frame, context: ClosingContext): ParsedStatement | null {
  const { fields, line } = frame
  const read = new FieldReader(frame, context)
  const closedOn = read.date('DTCLOSE')
  const closingMinor = read.amount('BALCLOSE')
  if (closedOn === null) read.missing('date-missing', 'DTCLOSE')
  if (closingMinor === null) read.missing('amount-missing', 'BALCLOSE')
  const statement = {
    line,
    externalId: filled(fields['FITID']),
    openedOn: read.date('DTOPEN'),
    dueOn: read.date('DTPMTDUE'),
    nextCloseOn: read.date('DTNEXT'),
    openingMinor: read.amount('BALOPEN'),
    minimumDueMinor: read.amount('MINPMTDUE'),
    pastDueMinor: read.amount('PASTDUEAMT'),
    feesMinor: read.amount('LATEFEEAMT'),
    financeChargeMinor: read.amount('FINCHG'),
    purchasesMinor: read.amount('PURANDADV'),
    creditsMinor: read.amount('PAYANDCREDIT'),
    creditLimitMinor: read.amount('CREDITLIMIT'),
    autopay: booleanOf(filled(fields['AUTOPAY'])),
    rewards: rewardsOf(fields),
  }
  return closedOn === null || closingMinor === null || read.failed ? null : { ...statement, closedOn, closingMinor }
}

/**
 * LEDGERBAL or AVAILBAL; null where the file leaves it empty. Banks write "R$ 5.326,43" here who write plain amounts elsewhere, and
 * no transaction hangs on it: what cannot be read is noted and left out.
 */
export function buildBalance(frame: Frame, context: ClosingContext): ParsedBalance | null {
  const text = filled(frame.fields['BALAMT'])
  if (text === null) return null
  const amount = parseCsvAmount(text, context.currency, 'auto')
  if (amount === undefined) {
    context.problems.note('balance-unreadable', frame.line, `${quoted(text)} is not an amount (BALAMT); the balance is left out.`)
    return null
  }
  const asOf = filled(frame.fields['DTASOF'])
  return { minor: amount.minor, asOf: asOf === null ? null : (context.dates.parse(asOf) ?? null) }
}

export function rewardsOf(fields: Readonly<Record<string, string>>): ParsedRewards | null {
  const balance = filled(fields['REWARDINFO.REWARDBAL'])
  const earned = filled(fields['REWARDINFO.REWARDEARNED'])
  const name = filled(fields['REWARDINFO.NAME'])
  return balance === null && earned === null && name === null ? null : { name, balance, earned }
}

function booleanOf(text: string | null): boolean | null {
  const letter = text?.charAt(0).toUpperCase()
  return letter === 'Y' ? true : letter === 'N' ? false : null
}

class FieldReader {
  private readonly frame: Frame
  private readonly context: ClosingContext
  failed = false

  constructor(frame: Frame, context: ClosingContext) {
    this.frame = frame
    this.context = context
  }

  date(name: string): IsoDate | null {
    const text = filled(this.frame.fields[name])
    if (text === null) return null
    const date = this.context.dates.parse(text)
    if (date === undefined) this.fail('date-invalid', `${quoted(text)} is not a date (${name}).`)
    return date ?? null
  }

  amount(name: string): number | null {
    const text = filled(this.frame.fields[name])
    if (text === null) return null
    const amount = parseOfxAmount(text, this.context.currency)
    if (amount === undefined) this.fail('amount-invalid', `${quoted(text)} is not an amount (${name}).`)
    return amount?.minor ?? null
  }

  missing(code: 'date-missing' | 'amount-missing', name: string): void {
    if (!this.failed) this.fail(code, `A closed statement has no ${name}.`)
  }

  private fail(code: 'date-missing' | 'date-invalid' | 'amount-missing' | 'amount-invalid', reason: string): void {
    this.failed = true
    this.context.problems.refuse(code, this.frame.line, reason)
  }
}
