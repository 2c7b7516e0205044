/** Rows to accounts: one a file, except where the file itself names several. */
import { accountLabel, lastDigits } from '../masking.ts'
import type { Masker } from '../masking.ts'
import type { AccountKind, ParsedAccount, ParsedCard, ParsedTransaction } from '../parsed-statement.ts'
import type { LayoutMatch } from './match.ts'
import type { Naming } from './naming.ts'
import type { DraftRow } from './row.ts'
import type { ChargeSign } from './sign.ts'
import { cellOf, toTransaction } from './transaction.ts'

export interface AccountInput {
  readonly rows: readonly DraftRow[]
  readonly match: LayoutMatch
  readonly charge: ChargeSign
  readonly naming: Naming
  readonly fileName: string
  readonly masker: Masker
  readonly currency: string
}

export function buildAccounts(input: AccountInput): readonly ParsedAccount[] {
  const byAccount = Map.groupBy(input.rows, (row) => cellOf(row, input.match, 'account'))
  if (byAccount.size === 0) return [account(input, '', [])]
  return [...byAccount].map(([name, rows]) => account(input, name, rows))
}

function account(input: AccountInput, name: string, rows: readonly DraftRow[]): ParsedAccount {
  const { match, naming, masker } = input
  const kind: AccountKind = match.layout.accountKind?.(name) ?? naming.kind
  const context = { match, charge: input.charge, issuer: naming.issuer, kind, masker }
  const transactions = rows.map((row) => toTransaction(row, context))
  const cards = cardsOf(transactions)
  const digits = digitsOf(input, name, cards)
  return {
    key: accountKey(naming.issuer, masker.text(name), digits),
    kind,
    label: name === '' ? accountLabel(naming.issuer, kind, digits) : masker.text(name),
    lastDigits: digits,
    issuer: naming.issuer,
    currency: commonCurrency(transactions) ?? input.currency,
    transactions,
    statements: [],
    ledgerBalance: null,
    availableBalance: null,
    cards,
    creditLimitMinor: null,
    rewards: null,
  }
}

function accountKey(issuer: string | null, name: string, digits: string | null): string {
  return `digits:${issuer ?? ''}:${name === '' ? (digits ?? '*') : name}`
}

/** The account's digits: of the one card that its rows name, else of the account's or the file's name; null where there are several. */
function digitsOf(input: AccountInput, name: string, cards: readonly ParsedCard[]): string | null {
  const digits = new Set(cards.flatMap((card) => (card.digits === null ? [] : [card.digits])))
  const [only] = digits
  if (digits.size === 1 && only !== undefined) return only
  if (digits.size > 1) return null
  return lastDigits(name, null) ?? input.match.layout.digitsInName?.exec(input.fileName)?.[1] ?? null
}

function cardsOf(transactions: readonly ParsedTransaction[]): readonly ParsedCard[] {
  const cards = new Map<string, ParsedCard>()
  for (const { cardDigits, cardMember } of transactions) {
    if (cardDigits === null && cardMember === null) continue
    const key = `${cardDigits ?? ''}\n${cardMember ?? ''}`
    if (!cards.has(key)) cards.set(key, { digits: cardDigits, member: cardMember })
  }
  return [...cards.values()]
}

function commonCurrency(transactions: readonly ParsedTransaction[]): string | null {
  const counts = new Map<string, number>()
  for (const { currency } of transactions) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
