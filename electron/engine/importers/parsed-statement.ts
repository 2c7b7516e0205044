/**
 * What a statement file says, before anything is compared with or written to the database.
 *
 * Everything here is plain data (structured-cloneable), already masked: no full card or account number leaves the importers.
 * Money is integer minor units; one internal sign: a charge is negative, a payment or refund positive. The file's own sign
 * is kept beside it in `sourceMinor` and, as text, in `rawAmount`.
 */
import type { IsoDate } from '#shared/domain/time.ts'

/** OFX families, and one id per CSV layout (importers/csv/layouts). `unknown` only on a refused file. */
export type StatementFormat = 'ofx1' | 'ofx2' | 'qfx' | 'qbo' | `csv:${string}` | 'qif' | 'camt' | 'mt940' | 'unknown'

export type AccountKind = 'card' | 'bank' | 'unknown'

export type TransactionType = 'charge' | 'payment' | 'refund' | 'fee' | 'interest' | 'cash' | 'other'

export interface ParsedFile {
  /** File name without its folder, scrubbed of card numbers. */
  readonly name: string
  readonly format: StatementFormat
  /** For people: "American Express CSV", "Quicken (QFX)". */
  readonly formatLabel: string
  /** What the bytes were read as: 'utf-8', 'windows-1252', … */
  readonly encoding: string
  readonly accounts: readonly ParsedAccount[]
  /** Any problem of severity 'refused' means: nothing of this file may be stored, and `accounts` is empty. */
  readonly problems: readonly FileProblem[]
  /** True where the layout, sign, date order or currency is a guess that the preview must show; `assumptions` say which. */
  readonly assumed: boolean
  readonly assumptions: readonly Assumption[]
}

export interface Assumption {
  readonly code: 'layout' | 'sign' | 'currency' | 'date-order'
  /** One sentence for the preview, e.g. "The file has no currency column; read as USD." */
  readonly message: string
}

export interface ParsedAccount {
  /**
   * Identity of the account within its issuer, the same for every file of that account: the caller's `fingerprint(issuer, number)`
   * where the file has a number, else issuer + last digits. Never a full number.
   */
  readonly key: string
  readonly kind: AccountKind
  /** Masked, e.g. "American Express ··71002". */
  readonly label: string
  /** Last 4 digits (American Express: 5), text because of leading zeros; null where the file does not say or has several cards. */
  readonly lastDigits: string | null
  /** 'American Express', 'Chase', …; null where the file does not name it. */
  readonly issuer: string | null
  /** ISO 4217, upper case. Rows carry their own, which differs only in files with several currencies. */
  readonly currency: string
  readonly transactions: readonly ParsedTransaction[]
  readonly statements: readonly ParsedStatement[]
  readonly ledgerBalance: ParsedBalance | null
  readonly availableBalance: ParsedBalance | null
  /** Cards and people that the rows name, in order of appearance; empty where the file has one card only. */
  readonly cards: readonly ParsedCard[]
  /** Credit limit where the file states it, minor units. */
  readonly creditLimitMinor: number | null
  readonly rewards: ParsedRewards | null
}

export interface ParsedCard {
  readonly digits: string | null
  readonly member: string | null
}

/** As stated by the file, in its sign (a card that owes money: negative). */
export interface ParsedBalance {
  readonly minor: number
  readonly asOf: IsoDate | null
}

export interface ParsedRewards {
  readonly name: string | null
  /** Points or miles as written, e.g. "10500". */
  readonly balance: string | null
  readonly earned: string | null
}

export interface ParsedTransaction {
  /** Physical line of the file, from 1. */
  readonly line: number
  /** The day it posted; where the file has only one date, that one. */
  readonly postedOn: IsoDate
  /** The day it was made, where the file has it beside the posting day. */
  readonly transactedOn: IsoDate | null
  /** Internal sign: charge negative, payment and refund positive. */
  readonly amountMinor: number
  /** As written in the file. */
  readonly rawAmount: string
  /** The file's own sign (two columns: credit − debit). */
  readonly sourceMinor: number
  readonly currency: string
  /** What the merchant charged in another currency, internal sign; `rate` as written. */
  readonly original: ParsedOriginal | null
  /** FITID or issuer reference: unique in theory only (DOMAIN.md 1.3). A number inside is replaced deterministically. */
  readonly externalId: string | null
  readonly type: TransactionType
  /** The text that says most about the charge, as written, scrubbed. */
  readonly description: string
  /** Display name of the merchant: spacing, city and processor prefixes cleaned away where that is safe. */
  readonly merchant: string
  readonly memo: string | null
  readonly reference: string | null
  /** Four digits. */
  readonly mcc: string | null
  readonly issuerCategory: string | null
  readonly cardMember: string | null
  /** Last 4 or 5 digits of the row's own card, text. */
  readonly cardDigits: string | null
  readonly pending: boolean
  /** This row corrects an earlier one of the same account (OFX CORRECTFITID). */
  readonly correction: ParsedCorrection | null
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
  /** The source's fields by their own names, masked. */
  readonly raw: Readonly<Record<string, string>>
}

export interface ParsedOriginal {
  /** null where the file names only the currency and the rate. */
  readonly amountMinor: number | null
  readonly currency: string
  readonly rate: string | null
}

export interface ParsedCorrection {
  readonly kind: 'replace' | 'delete'
  readonly externalId: string
}

/** A closed billing period (OFX CCCLOSING). Amounts in the file's own sign; null where the file is silent. */
export interface ParsedStatement {
  readonly line: number
  readonly externalId: string | null
  readonly openedOn: IsoDate | null
  readonly closedOn: IsoDate
  readonly dueOn: IsoDate | null
  readonly nextCloseOn: IsoDate | null
  readonly openingMinor: number | null
  readonly closingMinor: number
  readonly minimumDueMinor: number | null
  readonly pastDueMinor: number | null
  readonly feesMinor: number | null
  readonly financeChargeMinor: number | null
  readonly purchasesMinor: number | null
  readonly creditsMinor: number | null
  readonly creditLimitMinor: number | null
  readonly autopay: boolean | null
  readonly rewards: ParsedRewards | null
}

export type ProblemCode =
  // The file as a whole
  | 'empty-file' | 'too-large' | 'line-too-long' | 'unreadable' | 'html' | 'zip' | 'pdf' | 'spreadsheet' | 'binary' | 'encoding-unknown'
  | 'format-unknown' | 'format-not-supported' | 'truncated' | 'no-statement' | 'issuer-error' | 'too-many-problems'
  // CSV
  | 'csv-unknown-layout' | 'csv-columns' | 'csv-quote'
  // A row or a statement block
  | 'date-missing' | 'date-invalid' | 'amount-missing' | 'amount-invalid' | 'currency-invalid'
  // Notes (severity 'row'): the file or row is understood all the same
  | 'amount-rounded' | 'balance-unreadable' | 'encoding-damaged' | 'row-skipped'

export interface FileProblem {
  /** Physical line from 1; null where the problem is the file's as a whole. */
  readonly line: number | null
  readonly code: ProblemCode
  /** A sentence that a person can act on; never contains a card number. */
  readonly message: string
  /** 'refused': nothing of the file may be stored. 'row': a note on a row that was understood. */
  readonly severity: 'refused' | 'row'
}

/** Derives an account's key from its number without keeping the number (HMAC with a secret of the caller's). */
export type Fingerprint = (issuer: string, accountNumber: string) => string

export interface StatementSource {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ReadOptions {
  readonly fingerprint: Fingerprint
  /** For files that do not state a currency; without it the layout's home currency is used. */
  readonly defaultCurrency?: string
  /** Longest CSV record in bytes. */
  readonly maxLineBytes?: number
}
