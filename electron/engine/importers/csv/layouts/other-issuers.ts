/** Issuers with one layout each. */
import type { CsvLayout } from '../layout.ts'

const MONEY = /^[+-]?\$?-?[\d,]+(?:\.\d+)?$/
const US_DATE = /^\d{1,2}\/\d{1,2}\/\d{4}$/

export const OTHER_LAYOUTS: readonly CsvLayout[] = [
  {
    id: 'apple-card',
    label: 'Apple Card CSV',
    issuer: 'Apple Card',
    kind: 'card',
    currency: 'USD',
    signature: ['transaction date', 'clearing date', 'description', 'merchant', 'category', 'type', 'amount (usd)'],
    columns: {
      made: ['transaction date'], posted: ['clearing date'], description: ['description'], merchant: ['merchant'], category: ['category'], type: ['type'],
      amount: ['amount (usd)'], member: ['purchased by'],
    },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-positive',
    types: { purchase: 'charge', payment: 'payment', credit: 'refund', interest: 'interest', other: 'other', refund: 'refund' },
    pending: (cell) => cell('posted') === '',
  },
  {
    id: 'mercury',
    label: 'Mercury CSV',
    issuer: 'Mercury',
    kind: 'bank',
    currency: 'USD',
    signature: ['date (utc)', 'description', 'amount', 'status', 'source account', 'bank description'],
    columns: {
      posted: ['date (utc)'], description: ['description'], amount: ['amount'], status: ['status'], account: ['source account'], memo: ['bank description'],
      reference: ['reference'], card: ['last four digits'], member: ['name on card'], category: ['category'],
    },
    dates: ['mdy', 'ymd'],
    decimal: '.',
    sign: 'charge-negative',
    accountKind: (account) => (/credit/i.test(account) ? 'card' : 'bank'),
    skip: (cell) => (/^(?:failed|cancell?ed|blocked)$/i.test(cell('status')) ? `its status is ${cell('status')}` : null),
    pending: (cell) => /^pending$/i.test(cell('status')),
  },
  {
    id: 'pc-mastercard',
    label: 'PC Financial Mastercard CSV',
    issuer: 'PC Financial',
    kind: 'card',
    currency: 'CAD',
    signature: ['merchant name', 'card used for transaction', 'date', 'time', 'amount'],
    columns: { description: ['merchant name'], card: ['card used for transaction'], posted: ['date'], amount: ['amount'] },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-positive',
  },
  {
    id: 'td-card',
    label: 'TD CSV',
    issuer: 'TD',
    kind: 'card',
    currency: 'CAD',
    signature: [],
    columns: {},
    dates: ['mdy'],
    decimal: '.',
    sign: 'two-columns',
    guess: true,
    headerless: {
      roles: ['posted', 'description', 'debit', 'credit', 'balance'],
      fits: (cells) => cells.length === 5 && US_DATE.test(cells[0] ?? '') && !MONEY.test(cells[1] ?? '') && oneOf(cells[2] ?? '', cells[3] ?? ''),
    },
  },
  {
    id: 'viseca',
    label: 'Viseca CSV',
    issuer: 'Viseca',
    kind: 'card',
    currency: 'CHF',
    signature: ['transactionid', 'cardid', 'date', 'amount', 'currency', 'originalamount', 'originalcurrency', 'merchantname'],
    columns: {
      reference: ['transactionid'], card: ['cardid'], made: ['date'], posted: ['valutadate'], amount: ['amount'], currency: ['currency'],
      originalAmount: ['originalamount'], originalCurrency: ['originalcurrency'], merchant: ['merchantname'], description: ['details'],
      city: ['merchantplace'], country: ['merchantcountry'], status: ['statetype'], rate: ['exchange rate'],
    },
    dates: ['ymd'],
    decimal: '.',
    sign: 'charge-positive',
    pending: (cell) => !/^booked$/i.test(cell('status')),
  },
  {
    id: 'wells-fargo',
    label: 'Wells Fargo CSV',
    issuer: 'Wells Fargo',
    kind: 'unknown',
    currency: 'USD',
    signature: ['date', 'amount', 'asterisk', 'memo'],
    columns: { posted: ['date'], amount: ['amount'], description: ['memo'] },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-negative',
    headerless: {
      roles: ['posted', 'amount', null, 'reference', 'description'],
      fits: (cells) => cells.length === 5 && US_DATE.test(cells[0] ?? '') && MONEY.test(cells[1] ?? '') && cells[2] === '*',
    },
  },
]

function oneOf(debit: string, credit: string): boolean {
  return (debit === '') !== (credit === '') && MONEY.test(debit === '' ? credit : debit)
}
