import { describe, expect, it } from 'vitest'
import type { ParsedFile, ParsedTransaction } from '#engine/importers/parsed-statement.ts'
import { fixtureNames, onlyAccount, readFixture, readText, rowsOf, summary } from './fixtures.ts'

/** Every fixture, so that none is added without saying what it means. Sums in the internal sign: money out is negative. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'csv/Chase4411_Activity_20260301.csv': ['csv:chase-card', 'card Chase ··4411 USD: 1 posted, 0 pending, -123 from 2026-02-05 to 2026-02-05'],
  'csv/amex-2019.csv': ['csv:amex-2019', 'card American Express ··71002 USD: 2 posted, 0 pending, 0 from 2026-02-20 to 2026-02-27'],
  'csv/amex-2020-receipt.csv': ['csv:amex-extended-members', 'card American Express ··71002 USD: 1 posted, 0 pending, -310 from 2026-02-27 to 2026-02-27'],
  'csv/amex-canada-older.csv': ['csv:amex-canada-older', 'card American Express CAD: 2 posted, 0 pending, 95729 from 2026-04-15 to 2026-04-16'],
  'csv/amex-canada.csv': ['csv:amex-canada', 'card American Express ··51009 CAD: 2 posted, 0 pending, -2447 from 2026-03-03 to 2026-03-05'],
  'csv/amex-extended-members.csv': ['csv:amex-extended-members', 'card American Express USD: 2 posted, 0 pending, 1375 from 2026-02-26 to 2026-02-27'],
  'csv/amex-extended.csv': ['csv:amex-extended', 'card American Express USD: 2 posted, 0 pending, -23724 from 2026-02-20 to 2026-02-27'],
  'csv/amex-members.csv': ['csv:amex-members', 'card American Express USD: 3 posted, 0 pending, 13860 from 2026-02-20 to 2026-02-27'],
  'csv/amex-norway.csv': ['csv:amex-norway', 'card American Express NOK: 1 posted, 0 pending, -21956 from 2026-02-27 to 2026-02-27'],
  'csv/amex-short.csv': ['csv:amex-short', 'card American Express USD: 4 posted, 0 pending, 17338 from 2026-02-14 to 2026-02-27'],
  'csv/amex-uk.csv': ['csv:amex-uk', 'card American Express ··71002 GBP: 2 posted, 0 pending, 0 from 2026-02-03 to 2026-02-28'],
  'csv/apple-card.csv': ['csv:apple-card', 'card Apple Card USD: 2 posted, 1 pending, 0 from 2026-02-06 to 2026-02-07'],
  'csv/bank-balance.csv': ['csv:bank-balance', 'bank Bank account USD: 2 posted, 0 pending, 249525 from 2026-02-05 to 2026-02-06'],
  'csv/bofa-card.csv': ['csv:bofa-card', 'card Bank of America USD: 2 posted, 0 pending, 0 from 2026-02-25 to 2026-02-26'],
  'csv/bofa-checking.csv': ['csv:bofa-checking', 'bank Bank of America USD: 2 posted, 0 pending, 145480 from 2026-02-05 to 2026-02-06'],
  'csv/byte-order-mark.csv': ['csv:amex-members', 'card American Express ··71002 USD: 1 posted, 0 pending, -625 from 2026-02-27 to 2026-02-27'],
  'csv/capital-one-bank.csv': ['csv:capital-one-bank', 'bank Capital One ··5678 USD: 2 posted, 0 pending, -19588 from 2026-02-15 to 2026-02-28'],
  'csv/capital-one-card.csv': ['csv:capital-one-card', 'card Capital One ··0000 USD: 2 posted, 0 pending, 20480 from 2026-02-02 to 2026-02-06'],
  'csv/card-numbers-inside.csv': ['csv:amex-members', 'card American Express ··10005 USD: 1 posted, 0 pending, -625 from 2026-02-27 to 2026-02-27'],
  'csv/carriage-returns.csv': ['csv:amex-members', 'card American Express ··71002 USD: 2 posted, 0 pending, -950 from 2026-02-27 to 2026-02-28'],
  'csv/chase-business-card.csv': ['csv:chase-card', 'card Chase USD: 2 posted, 0 pending, -4967 from 2026-02-05 to 2026-02-05'],
  'csv/chase-card.csv': ['csv:chase-card', 'card Chase USD: 6 posted, 0 pending, -15311 from 2026-02-02 to 2026-02-10'],
  'csv/chase-unsigned.csv': ['csv:chase-card', 'card Chase USD: 3 posted, 0 pending, 51925 from 2026-02-11 to 2026-02-15'],
  'csv/citi-card.csv': ['csv:citi-card', 'card Citi USD: 3 posted, 1 pending, 100037 from 2026-02-16 to 2026-02-18'],
  'csv/discover-card.csv': ['csv:discover-card', 'card Discover USD: 2 posted, 0 pending, 29201 from 2026-02-06 to 2026-02-21'],
  'csv/formulas.csv': ['csv:amex-members', 'card American Express ··71002 USD: 1 posted, 0 pending, -625 from 2026-02-27 to 2026-02-27'],
  'csv/mercury.csv': [
    'csv:mercury',
    'bank Mercury Checking xx1212 USD: 1 posted, 0 pending, -4600 from 2026-02-17 to 2026-02-17',
    'card Mercury Credit USD: 1 posted, 0 pending, -35363 from 2026-02-16 to 2026-02-16',
  ],
  'csv/semicolons-1252.csv': ['csv:amex-members', 'card American Express ··71002 USD: 1 posted, 0 pending, -625 from 2026-02-27 to 2026-02-27'],
  'csv/tabs.csv': ['csv:amex-members', 'card American Express ··71002 USD: 1 posted, 0 pending, -625 from 2026-02-27 to 2026-02-27'],
  'csv/td-card.csv': ['csv:td-card', 'card TD CAD: 2 posted, 0 pending, 43790 from 2026-02-01 to 2026-02-04'],
  'csv/three-columns-day-first.csv': ['csv:three-column', 'card Card USD: 2 posted, 0 pending, 0 from 2026-02-27 to 2026-03-01'],
  'csv/three-columns-iso.csv': ['csv:three-column', 'card Card USD: 3 posted, 0 pending, 10004 from 2026-02-02 to 2026-02-06'],
  'csv/trailing-commas.csv': ['csv:chase-checking', 'bank Chase USD: 2 posted, 0 pending, -9016 from 2026-02-15 to 2026-02-18'],
  'csv/viseca.csv': ['csv:viseca', 'card Viseca ··1234 CHF: 2 posted, 0 pending, 6710 from 2026-02-06 to 2026-02-07'],
  'csv/wells-fargo.csv': ['csv:wells-fargo', 'bank Wells Fargo USD: 3 posted, 0 pending, 125480 from 2026-02-05 to 2026-02-10'],
}

describe('CSV fixtures', () => {
  it.each(fixtureNames('csv'))('%s', (name) => {
    const file = readFixture(name)
    expect(file.problems.filter(({ severity }) => severity === 'refused')).toEqual([])
    expect([file.format, ...file.accounts.map(summary)]).toEqual(EXPECTED[name])
  })
})

const pick = <K extends keyof ParsedTransaction>(file: ParsedFile, ...keys: K[]): unknown[] => rowsOf(file).map((row) => Object.fromEntries(keys.map((key) => [key, row[key]])))

describe('American Express', () => {
  it('keeps both of two equal charges, and reads merchant and place from the fixed columns', () => {
    expect(pick(readFixture('csv/amex-short.csv'), 'line', 'merchant', 'city', 'region', 'type', 'amountMinor', 'sourceMinor')).toEqual([
      { line: 2, merchant: 'LA MAISON DU CHOCOLA', city: 'New York', region: 'NY', type: 'refund', amountMinor: 1089, sourceMinor: -1089 },
      { line: 3, merchant: 'AUTOPAY PAYMENT - THANK YOU', city: null, region: null, type: 'payment', amountMinor: 17199, sourceMinor: -17199 },
      { line: 4, merchant: 'COFFEE ROASTERS', city: null, region: null, type: 'charge', amountMinor: -475, sourceMinor: 475 },
      { line: 5, merchant: 'COFFEE ROASTERS', city: null, region: null, type: 'charge', amountMinor: -475, sourceMinor: 475 },
    ])
  })

  it('says what it assumed of a file that names no bank', () => {
    expect(readFixture('csv/amex-short.csv').assumptions.map(({ code }) => code)).toEqual(['layout', 'currency', 'sign'])
    expect(readFixture('csv/amex-members.csv')).toMatchObject({ assumed: false, assumptions: [] })
  })

  it('names the cards and their members', () => {
    expect(onlyAccount(readFixture('csv/amex-members.csv')).cards).toEqual([{ digits: '71002', member: 'ALICE EXAMPLE' }, { digits: '71010', member: 'BOB EXAMPLE' }])
    expect(pick(readFixture('csv/amex-members.csv'), 'cardMember', 'cardDigits', 'merchant')[1]).toEqual({ cardMember: 'BOB EXAMPLE', cardDigits: '71010', merchant: 'UBER TRIP' })
  })

  it('reads references without their apostrophes, multi-line cells and the foreign amount', () => {
    const rows = rowsOf(readFixture('csv/amex-extended.csv'))
    expect(rows[0]).toMatchObject({ line: 2, externalId: '320260580255184014', reference: '320260580255184014', city: 'NEW YORK', region: 'NY', country: 'UNITED STATES', issuerCategory: 'Restaurant-Restaurant' })
    expect(rows[1]).toMatchObject({ line: 8, original: { amountMinor: -100000, currency: 'SEK', rate: '10.9890' }, amountMinor: -9330 })
    expect(rows[0]?.raw['Extended Details']).toBe('7101466     RESTAURANT\nPRUNE\nNEW YORK\nNY\nRESTAURANT')
  })

  it('counts bare line feeds inside CR LF files as lines, and shows the merchant without its processor', () => {
    expect(pick(readFixture('csv/amex-extended-members.csv'), 'line', 'merchant', 'issuerCategory')).toEqual([
      { line: 2, merchant: 'BLUE BOTTLE', issuerCategory: 'Restaurant-Bar & Café' },
      { line: 5, merchant: 'ACME REFUND', issuerCategory: 'Merchandise & Supplies-Internet Purchase' },
    ])
  })

  it('reads day and month by the country of the layout', () => {
    expect(pick(readFixture('csv/amex-uk.csv'), 'postedOn', 'externalId')[0]).toEqual({ postedOn: '2026-02-03', externalId: 'AT260340001000010123456' })
    expect(pick(readFixture('csv/amex-canada.csv'), 'transactedOn', 'postedOn', 'original', 'merchant')[1]).toEqual({
      transactedOn: '2026-03-04', postedOn: '2026-03-05', original: { amountMinor: -400, currency: 'USD', rate: '1.3950' }, merchant: 'GITHUB',
    })
  })
})

describe('other issuers', () => {
  it('Chase: type, both dates, category, memo and the digits in the file name', () => {
    expect(pick(readFixture('csv/chase-card.csv'), 'type', 'amountMinor')).toEqual([
      { type: 'payment', amountMinor: 12345 }, { type: 'charge', amountMinor: -456 }, { type: 'charge', amountMinor: -12000 }, { type: 'charge', amountMinor: -12000 },
      { type: 'refund', amountMinor: 700 }, { type: 'fee', amountMinor: -3900 },
    ])
    expect(pick(readFixture('csv/chase-business-card.csv'), 'cardDigits', 'transactedOn', 'postedOn', 'memo', 'issuerCategory')[1]).toEqual({
      cardDigits: '1187', transactedOn: '2026-02-03', postedOn: '2026-02-05', memo: 'fuel for the van', issuerCategory: 'Gas',
    })
    expect(onlyAccount(readFixture('csv/Chase4411_Activity_20260301.csv')).lastDigits).toBe('4411')
  })

  it('Chase with every amount positive: the type decides, and the preview says so', () => {
    const file = readFixture('csv/chase-unsigned.csv')
    expect(rowsOf(file).map(({ amountMinor }) => amountMinor)).toEqual([-575, 2500, 50000])
    expect(file.assumptions.map(({ code }) => code)).toEqual(['sign'])
  })

  it('Citi: a credit is money in, written negative or positive; pending rows are pending', () => {
    expect(pick(readFixture('csv/citi-card.csv'), 'amountMinor', 'rawAmount', 'type', 'pending', 'cardMember')).toEqual([
      { amountMinor: 103798, rawAmount: '-1037.98', type: 'payment', pending: false, cardMember: 'ALICE EXAMPLE' },
      { amountMinor: -4560, rawAmount: '45.60', type: 'charge', pending: false, cardMember: 'BOB EXAMPLE' },
      { amountMinor: 799, rawAmount: '7.99', type: 'refund', pending: false, cardMember: 'BOB EXAMPLE' },
      { amountMinor: -20000, rawAmount: '200.00', type: 'charge', pending: true, cardMember: 'ALICE EXAMPLE' },
    ])
  })

  it('Capital One: last digits keep their zeros; a bank account is signed by a word', () => {
    expect(rowsOf(readFixture('csv/capital-one-card.csv')).map(({ cardDigits }) => cardDigits)).toEqual(['0000', '0000'])
    expect(pick(readFixture('csv/capital-one-bank.csv'), 'amountMinor', 'sourceMinor')).toEqual([{ amountMinor: 412, sourceMinor: 412 }, { amountMinor: -20000, sourceMinor: 20000 }])
    expect(rowsOf(readFixture('csv/capital-one-bank.csv'))[0]?.raw['Account Number']).toBe('··5678')
  })

  it('Bank of America: reference numbers of 23 digits stay whole; a balance row is left out and said to be', () => {
    expect(pick(readFixture('csv/bofa-card.csv'), 'externalId', 'city', 'region')[0]).toEqual({ externalId: '24692166034000012345676', city: 'SEATTLE', region: 'WA' })
    expect(readFixture('csv/bofa-checking.csv').problems).toEqual([{ line: 7, code: 'row-skipped', severity: 'row', message: 'Left out: a balance, not a transaction.' }])
  })

  it('Discover: doubled quotation marks, charges positive', () => {
    expect(pick(readFixture('csv/discover-card.csv'), 'description', 'amountMinor')[0]).toEqual({ description: 'HLU*HULU 373313066733-U "HULU.COM/BILL"', amountMinor: -799 })
  })

  it('Viseca: the original currency of each row', () => {
    expect(pick(readFixture('csv/viseca.csv'), 'original', 'amountMinor')).toEqual([
      { original: { amountMinor: -1500, currency: 'USD', rate: '0.848252' }, amountMinor: -1290 },
      { original: null, amountMinor: 8000 },
    ])
  })

  it('keeps formulas as text', () => {
    expect(pick(readFixture('csv/formulas.csv'), 'description', 'cardMember')).toEqual([{ description: '=HYPERLINK("http://example.com","click")', cardMember: '@SUM(A1)' }])
  })

  it.each([['csv/semicolons-1252.csv', 'windows-1252', 'CAFÉ LÉON'], ['csv/tabs.csv', 'utf-8', 'COFFEE, BLACK'], ['csv/byte-order-mark.csv', 'utf-8', 'COFFEE']])('%s', (name, encoding, description) => {
    const file = readFixture(name)
    expect([file.encoding, rowsOf(file)[0]?.description]).toEqual([encoding, description])
  })
})

describe('the sign of a file that names no bank', () => {
  const read = (rows: string): readonly number[] => rowsOf(readText(`Date,Description,Amount\n${rows}`, 'x.csv')).map(({ amountMinor }) => amountMinor)

  it.each([
    ['is told by a payment', '02/01/2026,SHOP,-5.00\n02/02/2026,ONLINE PAYMENT - THANK YOU,5.00\n', [-500, 500]],
    ['is told by a payment, the other way round', '02/01/2026,SHOP,5.00\n02/02/2026,ONLINE PAYMENT - THANK YOU,-5.00\n', [-500, 500]],
    ['is that of most rows where there is no payment', '02/01/2026,SHOP,-5.00\n02/01/2026,SHOP,-6.00\n02/01/2026,SHOP,1.00\n', [-500, -600, 100]],
    ['is not told by a merchant that is paid', '02/01/2026,CITY WATER BILL PAYMENT,5.00\n02/01/2026,SHOP,6.00\n', [-500, -600]],
    ['is not told by a payment that came back', '02/01/2026,RETURNED PAYMENT - THANK YOU,5.00\n02/01/2026,SHOP,6.00\n', [-500, -600]],
    ['never makes minus zero', '02/01/2026,SHOP,0.00\n02/01/2026,SHOP,6.00\n', [0, -600]],
  ])('%s', (_, rows, expected) => {
    expect(read(rows)).toEqual(expected)
  })

  it('of a known bank is turned only where the whole file says so', () => {
    const inverted = 'Date,Description,Card Member,Account #,Amount\n02/01/2026,SHOP,A,-71002,-5.00\n02/01/2026,SHOP,A,-71002,-6.00\n02/02/2026,ONLINE PAYMENT - THANK YOU,A,-71002,11.00\n'
    const file = readText(inverted, 'x.csv')
    expect(rowsOf(file).map(({ amountMinor }) => amountMinor)).toEqual([-500, -600, 1100])
    expect(file.assumptions.map(({ code }) => code)).toEqual(['sign'])
    const returned = 'Date,Description,Card Member,Account #,Amount\n02/01/2026,SHOP,A,-71002,5.00\n02/02/2026,ONLINE PAYMENT - THANK YOU,A,-71002,11.00\n'
    expect(rowsOf(readText(returned, 'x.csv')).map(({ amountMinor }) => amountMinor)).toEqual([-500, -1100])
  })
})
