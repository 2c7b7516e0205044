/** From the scanner's tags to accounts: keeps the open aggregates, and turns each into data when it ends. */
import { isCurrencyCode } from '#shared/domain/money.ts'
import { OfxDates } from '../dates.ts'
import { issuerOf } from '../issuers.ts'
import { Masker } from '../masking.ts'
import type { AccountKind, ParsedAccount, ReadOptions } from '../parsed-statement.ts'
import { quoted } from '../problems.ts'
import type { ProblemList } from '../problems.ts'
import { AccountSet, draftStatement } from './accounts.ts'
import type { StatementDraft } from './accounts.ts'
import { buildBalance, buildClosing, rewardsOf } from './closing.ts'
import { filled, openFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import { MerchantCache } from './merchants.ts'
import type { OfxHandler, OfxScanner } from './scanner.ts'
import type { Aggregate, AggregateName, Tag } from './tags.ts'
import { buildTransaction } from './transaction.ts'
import type { TransactionContext } from './transaction.ts'

const STATEMENT_KINDS: Partial<Record<AggregateName, AccountKind>> = {
  STMTRS: 'bank', CCSTMTRS: 'card', INVSTMTRS: 'unknown', STMTENDRS: 'bank', CCSTMTENDRS: 'card',
}

export class OfxReader implements OfxHandler {
  private readonly scanner: OfxScanner
  private readonly options: ReadOptions
  private readonly problems: ProblemList
  private readonly masker: Masker
  private readonly accounts: AccountSet
  private readonly dates = new OfxDates()
  private readonly merchants = new MerchantCache()
  private readonly stack: Frame[] = []
  private top: Frame | null = null
  private statement: StatementDraft | null = null
  private statementFrame: Frame | null = null
  private context: TransactionContext | null = null
  private issuer: string | null = null
  private bid = ''
  /** What a response's STATUS said when it was an error. */
  private bankError: string | null = null
  private bankErrorLine = 0
  /** The file has an <OFX> and ends it. */
  complete = false
  opened = false
  currencyAssumed = false
  otherResponses = 0

  constructor(scanner: OfxScanner, options: ReadOptions, problems: ProblemList) {
    this.scanner = scanner
    this.options = options
    this.problems = problems
    this.masker = new Masker(options.fingerprint)
    this.accounts = new AccountSet(options.fingerprint)
  }

  open(tag: Tag): void {
    if (tag.aggregate) this.push(tag.aggregate)
  }

  close(tag: Tag): void {
    const { aggregate } = tag
    if (!aggregate) return
    if (aggregate.name === 'OFX') this.complete = this.opened
    let index = this.stack.length - 1
    while (index >= 0 && this.stack[index]?.aggregate !== aggregate) index--
    if (index >= 0) this.popTo(index)
  }

  leaf(tag: Tag): void {
    if (tag.aggregate) {
      // An aggregate with stray text in it: the text is nothing's value.
      this.push(tag.aggregate)
      return
    }
    const frame = this.top
    if (!frame || frame.aggregate.leaves === 'none') {
      if (tag.name === 'INTU.BID') this.bid = this.scanner.value()
      return
    }
    if (frame.aggregate.leaves === 'own') this.keep(frame, tag)
    else this.keepNested(frame.aggregate, this.stack.at(-2) ?? frame, tag)
  }

  /** After the last byte. */
  finish(): readonly ParsedAccount[] {
    this.popTo(0)
    if (this.statement) this.addStatement(this.statement)
    const accounts = this.accounts.toArray()
    if (accounts.length === 0 && this.otherResponses === 0 && this.bankError !== null) {
      this.problems.refuse('issuer-error', this.bankErrorLine, `The bank answered with an error instead of a statement: ${quoted(this.bankError)}.`)
    }
    return accounts
  }

  private keep(frame: Frame, tag: Tag): void {
    const value = this.safeValue(frame, tag)
    if (tag.lastFrame !== frame) frame.fields[tag.name] = value
    else if (tag.name === 'MEMO') frame.fields[tag.name] = `${frame.fields[tag.name] ?? ''} ${value}`
    tag.lastFrame = frame
    if (tag.name === 'TRNAMT') frame.amountLine = this.scanner.line
    else if (tag.name === 'DTPOSTED' || tag.name === 'DTTRAN') frame.dateLine = this.scanner.line
  }

  /** A leaf of PAYEE or CURRENCY: a field of the transaction around it. */
  private keepNested(aggregate: Aggregate, parent: Frame, tag: Tag): void {
    const name = `${aggregate.name}.${tag.name}`
    parent.nested = true
    if (!Object.hasOwn(parent.fields, name)) parent.fields[name] = this.safeValue(parent, tag)
  }

  private safeValue(frame: Frame, tag: Tag): string {
    const value = tag.recurring ? this.scanner.sharedValue(tag) : this.scanner.value()
    if (tag.masking === 'amount' || frame.aggregate.name === 'ACCTFROM') return value
    if (tag.masking === 'account') return this.masker.account(value)
    if (this.scanner.digitCount < this.masker.threshold) return value
    if (tag.masking === 'date') return this.masker.date(value)
    return tag.masking === 'id' ? this.masker.id(value) : this.masker.text(value)
  }

  private push(aggregate: Aggregate): void {
    let index = this.stack.length
    while (index > 0 && (this.stack[index - 1]?.aggregate.depth ?? 0) >= aggregate.depth) index--
    if (index < this.stack.length) this.popTo(index)
    const frame = openFrame(aggregate, this.scanner.line)
    this.stack.push(frame)
    this.top = frame
    this.started(frame)
  }

  private started(frame: Frame): void {
    const { name } = frame.aggregate
    const kind = STATEMENT_KINDS[name]
    if (kind !== undefined) {
      if (this.statement) this.addStatement(this.statement)
      this.statement = draftStatement(kind, this.issuer)
      this.statementFrame = frame
    } else if (name === 'OFX') this.opened = true
    else if (name === 'OTHERRS') this.otherResponses++
  }

  private popTo(index: number): void {
    while (this.stack.length > index) {
      const frame = this.stack.pop()
      this.top = this.stack.at(-1) ?? null
      if (frame) this.ended(frame)
    }
  }

  private ended(frame: Frame): void {
    const { name } = frame.aggregate
    if (name === 'STMTTRN' || name === 'STMTTRNP') this.endTransaction(frame)
    else if (STATEMENT_KINDS[name] !== undefined) this.endStatement(frame)
    else ENDINGS[name]?.(this, frame)
  }

  private endTransaction(frame: Frame): void {
    const statement = this.statement ?? this.implicitStatement()
    const transaction = buildTransaction(frame, this.contextOf(statement))
    if (transaction) statement.transactions.push(transaction)
  }

  private contextOf(statement: StatementDraft): TransactionContext {
    const currency = this.currencyOf(statement)
    if (this.context?.statement !== statement || this.context.currency !== currency) {
      this.context = { statement, currency, dates: this.dates, problems: this.problems, merchants: this.merchants }
    }
    return this.context
  }

  /** Transactions outside any statement: an account nothing is known about. */
  private implicitStatement(): StatementDraft {
    this.statement = draftStatement('unknown', this.issuer)
    return this.statement
  }

  private endStatement(frame: Frame): void {
    const { statement } = this
    if (!statement) return
    statement.rewards = rewardsOf(frame.fields)
    this.addStatement(statement)
  }

  private addStatement(statement: StatementDraft): void {
    const currency = this.currencyOf(statement)
    this.statement = null
    this.statementFrame = null
    const first = statement.transactions[0]
    if (statement.currency === null && first && filled(first.raw['CURRENCY.CURSYM']) === null) this.currencyAssumed = true
    this.accounts.add(statement, statement.currency ?? first?.currency ?? currency)
  }

  /** CURDEF, which stands before everything that has an amount; without it what the caller says, else US dollars, as an assumption. */
  private currencyOf(statement: StatementDraft): string {
    if (statement.currency !== null) return statement.currency
    const curdef = this.statementFrame?.fields['CURDEF'] ?? ''
    const code = curdef.toUpperCase()
    if (curdef === '') return this.options.defaultCurrency ?? 'USD'
    if (!isCurrencyCode(code)) {
      this.problems.refuse('currency-invalid', this.scanner.line, `${quoted(curdef)} is not a currency code (CURDEF).`)
    }
    statement.currency = code
    return code
  }

  endAccount(frame: Frame): void {
    if (!this.statement) return
    this.statement.account = frame.fields
    for (const name of ['ACCTID', 'AMEX.BASICACCT']) this.masker.protect(frame.fields[name] ?? '')
  }

  endBalance(frame: Frame): void {
    const { statement } = this
    if (!statement) return
    const balance = buildBalance(frame, { currency: this.currencyOf(statement), dates: this.dates, problems: this.problems })
    if (frame.aggregate.name === 'LEDGERBAL') statement.ledger = balance
    else statement.available = balance
  }

  endClosing(frame: Frame): void {
    const { statement } = this
    if (!statement) return
    const closing = buildClosing(frame, { currency: this.currencyOf(statement), dates: this.dates, problems: this.problems })
    if (closing) statement.statements.push(closing)
  }

  endInstitution(frame: Frame): void {
    this.issuer = issuerOf(filled(frame.fields['ORG']) ?? '', [filled(frame.fields['FID']) ?? '', this.bid])
  }

  endStatus(frame: Frame): void {
    if (filled(frame.fields['SEVERITY'])?.toUpperCase() !== 'ERROR') return
    this.bankError = [filled(frame.fields['CODE']), filled(frame.fields['MESSAGE'])].filter((part) => part !== null).join(' ')
    this.bankErrorLine = frame.line
  }

  endSignOn(frame: Frame): void {
    this.bid = filled(frame.fields['INTU.BID']) ?? this.bid
    if (this.issuer === null) this.issuer = issuerOf('', [this.bid])
  }
}

type Ending = (reader: OfxReader, frame: Frame) => void

const ENDINGS: Partial<Record<AggregateName, Ending>> = {
  ACCTFROM: (reader, frame) => reader.endAccount(frame),
  LEDGERBAL: (reader, frame) => reader.endBalance(frame),
  AVAILBAL: (reader, frame) => reader.endBalance(frame),
  CLOSING: (reader, frame) => reader.endClosing(frame),
  FI: (reader, frame) => reader.endInstitution(frame),
  STATUS: (reader, frame) => reader.endStatus(frame),
  SONRS: (reader, frame) => reader.endSignOn(frame),
}
