import { describe, expect, it } from 'vitest'
import { fixtureNames, onlyAccount, readFixture, readText, rowsOf, summary } from './fixtures.ts'

/** Every fixture, so that none is added without saying what it means. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'ofx/amex-one-line.qfx': ['qfx', 'card American Express ··10005 USD: 3 posted, 0 pending, 0 from 2026-02-03 to 2026-02-10'],
  'ofx/amounts.ofx': ['ofx1', 'card Chase ··1111 USD: 7 posted, 0 pending, -74783 from 2026-02-05 to 2026-02-11'],
  'ofx/blank-lines-first.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/card-numbers-inside.ofx': ['ofx1', 'card Chase ··1111 USD: 2 posted, 0 pending, -1734 from 2026-02-05 to 2026-02-06'],
  'ofx/carriage-returns.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/closing.ofx': ['ofx1', 'card Discover ··9424 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/corrections.ofx': ['ofx1', 'card Chase ··1111 USD: 2 posted, 0 pending, -1743 from 2026-02-05 to 2026-02-06'],
  'ofx/dates.ofx': ['ofx1', 'card Chase ··1111 USD: 5 posted, 0 pending, -500 from 2026-02-28 to 2028-02-29'],
  'ofx/header-on-one-line.qfx': ['qfx', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/investment.ofx': ['ofx1', 'unknown fidelity.com ··7766 USD: 1 posted, 0 pending, 44 from 2026-02-04 to 2026-02-04'],
  'ofx/leaves-around-leaves.ofx': ['ofx1', 'card Card ··1111 USD: 2 posted, 0 pending, -14000 from 2026-02-05 to 2026-02-06'],
  'ofx/no-currency.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/no-header.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/pending.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 2 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/profile-only.ofx': ['ofx1'],
  'ofx/several-accounts.qbo': [
    'qbo',
    'bank Some Credit Union checking ··0400 CAD: 2 posted, 0 pending, 249000 from 2026-02-05 to 2026-02-06',
    'bank Some Credit Union savings ··0400 CAD: 1 posted, 0 pending, 84 from 2026-02-28 to 2026-02-28',
    'card Some Credit Union ··4444 CAD: 1 posted, 0 pending, -1000 from 2026-02-05 to 2026-02-05',
  ],
  'ofx/types.ofx': ['ofx1', 'card Chase ··1111 USD: 9 posted, 0 pending, 7550 from 2026-02-01 to 2026-02-09'],
  'ofx/unclosed-transactions.ofx': ['ofx1', 'card Chase ··1111 USD: 2 posted, 0 pending, -300 from 2026-02-05 to 2026-02-06'],
  'ofx/utf-16.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/utf8-called-1252.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/utf8-cut-character.ofx': ['ofx1', 'card Chase ··1111 USD: 2 posted, 0 pending, -300 from 2026-02-05 to 2026-02-06'],
  'ofx/windows-1252.ofx': ['ofx1', 'card Chase ··1111 USD: 1 posted, 0 pending, -1234 from 2026-02-05 to 2026-02-05'],
  'ofx/xml-everything.ofx': ['ofx2', 'card Citi ··0042 USD: 4 posted, 0 pending, -8219 from 2026-02-05 to 2026-02-08'],
}

describe('OFX fixtures', () => {
  it.each(fixtureNames('ofx'))('%s', (name) => {
    const file = readFixture(name)
    expect(file.problems.filter(({ severity }) => severity === 'refused')).toEqual([])
    expect([file.format, ...file.accounts.map(summary)]).toEqual(EXPECTED[name])
  })
})

describe('the American Express download', () => {
  const account = onlyAccount(readFixture('ofx/amex-one-line.qfx'))

  it('is read from one line with vendor tags and attributes, and splits name, city and line of business', () => {
    expect(account.transactions.map(({ merchant, city, issuerCategory, type, externalId }) => ({ merchant, city, issuerCategory, type, externalId }))).toEqual([
      { merchant: 'PRUNE', city: 'NEW YORK', issuerCategory: 'RESTAURANT', type: 'charge', externalId: '320260340255184014' },
      { merchant: 'TAKAHACHI RESTAURANT', city: 'NEW YORK', issuerCategory: 'RESTAURANT', type: 'charge', externalId: '320260350268683266' },
      { merchant: 'AUTOPAY PAYMENT - THANK YOU', city: null, issuerCategory: null, type: 'payment', externalId: '320260410285014247' },
    ])
    expect(account.ledgerBalance).toEqual({ minor: -235638, asOf: '2026-02-28' })
  })

  it('keeps the raw fields under the names of the file', () => {
    expect(account.transactions[0]?.raw).toEqual({
      TRNTYPE: 'DEBIT', DTPOSTED: '20260203000000.000[-7:MST]', TRNAMT: '-143.94', FITID: '320260340255184014', REFNUM: '320260340255184014',
      NAME: 'PRUNE               NEW YORK', MEMO: '7101466     RESTAURANT',
    })
  })
})

describe('what an OFX file may say', () => {
  const xml = rowsOf(readFixture('ofx/xml-everything.ofx'))

  it('PAYEE, SIC, DTUSER and the original currency', () => {
    expect(xml[0]).toMatchObject({
      line: 11, postedOn: '2026-02-05', transactedOn: '2026-02-03', description: 'Café & Bar', mcc: '5812', city: 'Lyon', region: 'ARA', country: 'FRA',
      original: { amountMinor: null, currency: 'EUR', rate: '1.0840' }, amountMinor: -5420, currency: 'USD',
    })
    expect(xml[0]?.raw).toMatchObject({ 'PAYEE.NAME': 'Café & Bar', 'ORIGCURRENCY.CURSYM': 'EUR' })
  })

  it('bare ampersands, stray angle brackets and empty elements', () => {
    expect(xml[1]).toMatchObject({ description: 'AT&T WIRELESS <b AND SONS', memo: null })
  })

  it('CURRENCY makes the amount one of that currency; CDATA is text', () => {
    expect(xml[2]).toMatchObject({ amountMinor: -1500, currency: 'JPY', original: null, memo: 'two nights & <breakfast>' })
  })

  it('EXTDNAME where NAME is cut, and a merchant category without its leading zero', () => {
    expect(xml[3]).toMatchObject({ description: 'A NAME THAT THIRTY-TWO CHARACTERS CANNOT HOLD', mcc: '0763' })
  })

  it('balances and rewards', () => {
    expect(onlyAccount(readFixture('ofx/xml-everything.ofx'))).toMatchObject({
      ledgerBalance: { minor: -81210, asOf: '2026-02-28' }, availableBalance: { minor: 418790 }, rewards: { name: 'ThankYou', balance: '10500', earned: '312' },
    })
  })

  it('amounts with commas, plus signs, three decimals and none', () => {
    expect(rowsOf(readFixture('ofx/amounts.ofx')).map(({ amountMinor, rawAmount }) => [rawAmount, amountMinor])).toEqual([
      ['-200,00', -20000], ['-30.000', -3000], ['-3.7751', -378], ['+721.01', 72101], ['-1,234.56', -123456], ['-.5', -50], ['0.00', 0],
    ])
    expect(readFixture('ofx/amounts.ofx').problems).toEqual([
      { line: 18, code: 'amount-rounded', severity: 'row', message: '"-3.7751" has more decimals than USD; rounded half up, the text is kept.' },
    ])
  })

  it('dates stay the day that the bank wrote', () => {
    expect(rowsOf(readFixture('ofx/dates.ofx')).map(({ postedOn }) => postedOn)).toEqual(['2026-02-28', '2026-03-01', '2026-03-01', '2026-03-02', '2028-02-29'])
  })

  it('types by TRNTYPE, sign and text', () => {
    expect(rowsOf(readFixture('ofx/types.ofx')).map(({ type }) => type)).toEqual(['payment', 'payment', 'refund', 'fee', 'interest', 'cash', 'fee', 'charge', 'other'])
  })

  it('pending rows are pending, and their date is DTTRAN', () => {
    const pending = rowsOf(readFixture('ofx/pending.ofx')).filter((row) => row.pending)
    expect(pending.map(({ postedOn, amountMinor, externalId }) => [postedOn, amountMinor, externalId])).toEqual([['2026-02-27', -8000, null], ['2026-02-28', -400, null]])
  })

  it('corrections name the row that they correct', () => {
    expect(rowsOf(readFixture('ofx/corrections.ofx')).map(({ correction }) => correction)).toEqual([{ kind: 'replace', externalId: 'A1' }, { kind: 'delete', externalId: 'A2' }])
  })

  it('closed statements come with the account of the same number', () => {
    const account = onlyAccount(readFixture('ofx/closing.ofx'))
    expect(account.creditLimitMinor).toBe(500000)
    expect(account.statements).toEqual([
      {
        line: 18, externalId: 'C-2026-01', openedOn: '2026-01-01', closedOn: '2026-01-31', dueOn: '2026-02-25', nextCloseOn: '2026-02-28', openingMinor: -10000, closingMinor: -25075,
        minimumDueMinor: 3500, pastDueMinor: 0, feesMinor: 2900, financeChargeMinor: 325, purchasesMinor: -21850, creditsMinor: 10000, creditLimitMinor: 500000, autopay: true,
        rewards: { name: 'Cashback Bonus', balance: '42.17', earned: null },
      },
      expect.objectContaining({ line: 19, externalId: 'C-2025-12', closedOn: '2025-12-31', closingMinor: -10000, dueOn: null, autopay: null, rewards: null }),
    ])
  })

  it('the same identifier in two accounts is two transactions', () => {
    const file = readFixture('ofx/several-accounts.qbo')
    expect(new Set(file.accounts.map(({ key }) => key)).size).toBe(3)
    expect(rowsOf(file).filter(({ externalId }) => externalId === 'SAME')).toHaveLength(3)
  })

  it('without a currency the caller decides, and it is an assumption', () => {
    expect(readFixture('ofx/no-currency.ofx')).toMatchObject({ assumed: true, assumptions: [{ code: 'currency' }] })
    expect(onlyAccount(readFixture('ofx/no-currency.ofx', { defaultCurrency: 'JPY' })).currency).toBe('JPY')
  })

  it.each([
    ['ofx/windows-1252.ofx', 'windows-1252', 'CAFÉ “LÉON” – PARIS'],
    ['ofx/utf8-called-1252.ofx', 'utf-8', 'CAFÉ “LÉON” – PARIS'],
    ['ofx/utf-16.ofx', 'utf-16le', 'CAFÉ'],
    ['ofx/utf8-cut-character.ofx', 'utf-8', 'CAFÉ ÉTÉ À PARÍS'],
  ])('%s is %s', (name, encoding, text) => {
    const file = readFixture(name)
    expect(file.encoding).toBe(encoding)
    expect(rowsOf(file)[0]?.description).toBe(text)
  })

  it('gives one account one key, however its number is spaced, and another account another', () => {
    const keyOf = (number: string): string => onlyAccount(readText(`<OFX><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>${number}</CCACCTFROM></CCSTMTRS></OFX>`)).key
    expect(keyOf('4111 1111 1111 1111')).toBe(keyOf('4111-1111-1111-1111'))
    expect(keyOf('4111111111111111')).not.toBe(keyOf('4012888888881881'))
  })

  it('drops what makes a text read as another one', () => {
    const [row] = rowsOf(readText('<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1<NAME>A\u202ECOD\u202C\u0007B\nC</STMTTRN></CCSTMTRS></OFX>'))
    expect(row?.description).toBe('A COD B C')
  })
})
