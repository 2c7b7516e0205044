/** The board as a table for a spreadsheet. Pure. */
import { REASONS } from '#shared/domain/disputes/catalogue.ts'
import { STAGES } from '#shared/domain/disputes/stages.ts'
import { dayHere } from '#shared/domain/day-here.ts'
import { decimalText } from '#shared/domain/money.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'

const HEADER = ['Merchant', 'Charged on', 'Card', 'Cardholder', 'Charge', 'Disputed', 'Currency', 'Reason', 'State', 'Send by', 'Next step until', 'Won', 'Begun on', 'Sent on', 'Sent to'] as const
const CHANNELS = { issuer: 'Issuer', letter: 'By letter' } as const satisfies Readonly<Record<DisputeRow['channel'], string>>

/** Header first. Amounts are plain decimals with their currency in its own column. */
export function boardRows(rows: readonly DisputeRow[]): readonly (readonly string[])[] {
  return [HEADER, ...rows.map(cells)]
}

function cells({ charge, amount, reason, stage, sendBy, nextStep, won, createdAt, sentAt, channel }: DisputeRow): readonly string[] {
  const decimal = (minor: number) => decimalText(minor, amount.currency)
  return [
    charge.merchant, charge.on, charge.cardName, charge.holderName ?? '', decimal(charge.amount.minor), decimal(amount.minor), amount.currency, reason === null ? '' : REASONS[reason].title, STAGES[stage].title,
    sendBy ?? '', nextStep?.until ?? '', won === null ? '' : decimal(won.minor), dayHere(createdAt), sentAt === null ? '' : dayHere(sentAt), CHANNELS[channel],
  ]
}
