import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { REASONS } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { amountText, cardText } from '../model/dispute-words.ts'
import { answerLines, type SummaryLine } from './model/summary.ts'
import type { DraftFields } from './model/fields.ts'

export interface SendFacts {
  readonly lines: readonly SummaryLine[]
  /** Who gets it. */
  readonly to: string
  readonly isOffline: boolean
}

/** Exactly what goes out, line by line. */
export function useSendFacts(detail: DisputeDetail, fields: DraftFields): SendFacts {
  const formats = useFormats()
  const connections = useEngineQuery((ask) => ask.connections.list({}))
  const sync = useEngineQuery((ask) => ask.sync.status({}))
  const otherId = fields.answers['other-transaction']
  const other = useEngineQuery((ask) => ask.transactions.get({ id: typeof otherId === 'number' ? otherId : 0 }), { enabled: typeof otherId === 'number' })
  const { charge, channel, connectionId, evidence } = detail
  const { reason, answers, explanation } = fields
  const { currency } = charge.amount
  const chargeText = (id: number) => (other.data?.id === id ? `${formats.date(other.data.postedOn)}, ${other.data.merchant}, ${formats.money({ minor: -other.data.amountMinor, currency: other.data.currency })}` : null)
  const name = (connections.data ?? []).find(({ id }) => id === connectionId)?.name ?? 'Your issuer'
  const files = evidence.filter(({ by }) => by === 'you').map(({ fileName }) => fileName)
  const amount = fields.amountMinor === null ? '–' : amountText({ amount: { minor: fields.amountMinor, currency }, charge }, formats.money)
  const lines: SummaryLine[] = [
    { key: 'charge', label: 'Charge', value: `${charge.merchant}, ${formats.dateLong(charge.on)}` },
    { key: 'card', label: 'Card', value: cardText(charge) },
    { key: 'amount', label: 'Disputed', value: amount },
    { key: 'reason', label: 'What is wrong', value: reason === null ? '–' : REASONS[reason].title },
    ...(reason === null ? [] : answerLines(reason, detail.form, answers, currency, { money: formats.money, dateLong: formats.dateLong, charge: chargeText })),
    { key: 'explanation', label: 'In your words', value: explanation.trim() === '' ? '–' : explanation.trim() },
    { key: 'files', label: 'Files', value: files.length === 0 ? 'None' : files.join(', ') },
  ]
  // Files come under a name of their own; whose card it is stands on the letter.
  return { lines, to: channel === 'letter' ? 'The card’s issuer, by letter' : name, isOffline: (sync.data ?? []).some((one) => one.connectionId === connectionId && one.state === 'offline') }
}
