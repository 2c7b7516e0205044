/** The accounts of one OFX file: statements of the same account, open or closed, come together. */
import type { AccountKind, Fingerprint, ParsedAccount, ParsedBalance, ParsedRewards, ParsedStatement, ParsedTransaction } from '../parsed-statement.ts'
import { accountLabel, lastDigits } from '../masking.ts'

/** One statement response while it is read. */
export interface StatementDraft {
  readonly kind: AccountKind
  readonly issuer: string | null
  currency: string | null
  /** ACCTFROM as written, unmasked: never leaves this folder. */
  account: Readonly<Record<string, string>>
  readonly transactions: ParsedTransaction[]
  readonly statements: ParsedStatement[]
  ledger: ParsedBalance | null
  available: ParsedBalance | null
  rewards: ParsedRewards | null
}

export function draftStatement(kind: AccountKind, issuer: string | null): StatementDraft {
  return { kind, issuer, currency: null, account: {}, transactions: [], statements: [], ledger: null, available: null, rewards: null }
}

export class AccountSet {
  private readonly fingerprint: Fingerprint
  private readonly accounts = new Map<string, ParsedAccount>()

  constructor(fingerprint: Fingerprint) {
    this.fingerprint = fingerprint
  }

  add(draft: StatementDraft, currency: string): void {
    const account = this.finish(draft, currency)
    const slot = `${account.kind} ${account.currency} ${account.key}`
    const known = this.accounts.get(slot)
    this.accounts.set(slot, known ? merged(known, account) : account)
  }

  toArray(): readonly ParsedAccount[] {
    return [...this.accounts.values()]
  }

  private finish(draft: StatementDraft, currency: string): ParsedAccount {
    const number = draft.account['ACCTID'] ?? ''
    const digits = lastDigits(number, draft.issuer)
    return {
      key: accountKey(draft, this.fingerprint),
      kind: draft.kind,
      label: accountLabel(nameOf(draft), draft.kind, digits),
      lastDigits: digits,
      issuer: draft.issuer,
      currency,
      transactions: draft.transactions,
      statements: draft.statements,
      ledgerBalance: draft.ledger,
      availableBalance: draft.available,
      cards: [],
      creditLimitMinor: draft.statements.findLast((statement) => statement.creditLimitMinor !== null)?.creditLimitMinor ?? null,
      rewards: draft.rewards,
    }
  }
}

/** A bank's checking and savings may share a number, so the label says which it is. */
function nameOf(draft: StatementDraft): string | null {
  const type = draft.kind === 'bank' ? (draft.account['ACCTTYPE'] ?? '').toLowerCase() : ''
  if (!/^[a-z]{2,12}$/.test(type)) return draft.issuer
  return draft.issuer === null ? `${type.charAt(0).toUpperCase()}${type.slice(1)} account` : `${draft.issuer} ${type}`
}

/** The same for every file of an account: its number without spacing, and for bank accounts what else tells them apart. */
function accountKey(draft: StatementDraft, fingerprint: Fingerprint): string {
  const compact = (name: string): string => (draft.account[name] ?? '').replace(/[\s-]/g, '').toUpperCase()
  const number = compact('ACCTID')
  const issuer = draft.issuer ?? ''
  if (number === '') return `digits:${issuer}:*`
  const identity = draft.kind === 'card' ? number : [compact('BANKID') || compact('BROKERID'), number, compact('ACCTTYPE')].join('/')
  return `number:${fingerprint(issuer, identity)}`
}

function merged(first: ParsedAccount, second: ParsedAccount): ParsedAccount {
  return {
    ...first,
    transactions: [...first.transactions, ...second.transactions],
    statements: [...first.statements, ...second.statements],
    ledgerBalance: latest(first.ledgerBalance, second.ledgerBalance),
    availableBalance: latest(first.availableBalance, second.availableBalance),
    creditLimitMinor: second.creditLimitMinor ?? first.creditLimitMinor,
    rewards: second.rewards ?? first.rewards,
  }
}

function latest(first: ParsedBalance | null, second: ParsedBalance | null): ParsedBalance | null {
  if (first === null || second === null) return first ?? second
  return (second.asOf ?? '') >= (first.asOf ?? '') ? second : first
}
