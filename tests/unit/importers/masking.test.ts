import { describe, expect, it } from 'vitest'
import { keyedFingerprint } from '#engine/importers/fingerprint.ts'
import { lastDigits } from '#engine/importers/masking.ts'
import { fixtureBytes, fixtureNames, onlyAccount, readFixture, readText, rowsOf } from './fixtures.ts'

/** Every number that a fixture uses as a card or account number in full. */
const SECRETS = [
  '378282246310005', '371449635398431', '4111111111111111', '5555555555554444', '5555 5555 5555 4444', '4111 1111 1111 1111', '6011000990139424', '4012888888881881', '100200300400', '36012345678', 'X99887766',
]

describe('numbers of cards and accounts', () => {
  it('are in the fixtures, so that this test can fail', () => {
    const all = [...fixtureNames('ofx'), ...fixtureNames('csv')].map((name) => fixtureBytes(name).toString('latin1')).join('\n')
    for (const secret of SECRETS) expect(all).toContain(secret)
  })

  it.each([...fixtureNames('ofx'), ...fixtureNames('csv'), ...fixtureNames('malformed')])('none leaves the importers with %s', (name) => {
    const output = JSON.stringify(readFixture(name))
    for (const secret of SECRETS) expect(output).not.toContain(secret)
  })

  it('are masked inside names, memos, references and counterparties of an OFX file', () => {
    const rows = rowsOf(readFixture('ofx/card-numbers-inside.ofx'))
    expect(rows[0]).toMatchObject({ description: 'CARD ··1111 SHOP', memo: 'paid with ··4444, ref 12345678901234567' })
    expect(rows[0]?.externalId).toMatch(/^··1111-0001#[\w-]{16}$/)
    expect(rows[1]).toMatchObject({ description: 'TOLL ··10005', reference: '24692166034000012345676' })
    expect(rows[1]?.externalId).toMatch(/^20260206··98431#[\w-]{16}$/)
    expect(rows[1]?.raw['ACCTTO.ACCTID']).toBe('··1881')
  })

  it('are masked in CSV cells and columns', () => {
    expect(rowsOf(readFixture('csv/card-numbers-inside.csv'))[0]).toMatchObject({ description: 'SHOP ··1111', cardDigits: '10005', raw: { 'Account #': '··10005', Description: 'SHOP ··1111' } })
  })

  it.each([
    ['the name of a column', 'x.csv', 'Date,Description,Card Member,Account #,Amount,4111111111111111\n02/27/2026,SHOP,A,-71002,1.00,x\n'],
    ['the name of a vendor tag', 'x.ofx', '<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1<T4111111111111111>x</STMTTRN></CCSTMTRS></OFX>'],
    ['a second date', 'x.ofx', '<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<DTUSER>4111111111111111<TRNAMT>-1</STMTTRN></CCSTMTRS></OFX>'],
    ['what follows a date', 'x.ofx', '<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205120000 4111111111111111<TRNAMT>-1</STMTTRN></CCSTMTRS></OFX>'],
    ['a type', 'x.ofx', '<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><TRNTYPE>4111111111111111<DTPOSTED>20260205<TRNAMT>-1</STMTTRN></CCSTMTRS></OFX>'],
    ['numeric entities', 'x.ofx', `<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1<NAME>${[...'4111111111111111'].map((digit) => `&#${digit.charCodeAt(0)};`).join('')}</STMTTRN></CCSTMTRS></OFX>`],
    ['the middle of a longer number', 'x.ofx', '<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1<MEMO>00000411111111111111100000</STMTTRN></CCSTMTRS></OFX>'],
    ['the name of the bank', 'x.ofx', '<OFX><SONRS><FI><ORG>4111111111111111</FI></SONRS><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1</STMTTRN></CCSTMTRS></OFX>'],
  ])('are masked in %s', (_, name, text) => {
    const file = readText(text, name)
    expect(rowsOf(file)).toHaveLength(1)
    expect(JSON.stringify(file)).not.toContain('4111111111111111')
  })

  it('behind a decimal point make no amount', () => {
    expect(readText('<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1.4111111111111111</STMTTRN></CCSTMTRS></OFX>')).toMatchObject({ accounts: [], problems: [{ code: 'amount-invalid' }] })
  })

  it('a bank account is masked in its own texts, though it is no card number', () => {
    const [row] = rowsOf(readText('<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>100200300<ACCTTYPE>CHECKING</BANKACCTFROM><STMTTRN><DTPOSTED>20260205<TRNAMT>-1<FITID>20260205-100200300-1<NAME>FROM 100200300</STMTTRN></STMTRS></OFX>'))
    expect(row?.description).toBe('FROM ··0300')
    expect(row?.externalId).toMatch(/^20260205-··0300-1#/)
  })

  it('two identifiers with one card number in them stay two, and the same under the same secret', () => {
    const read = (id: string, secret: number): string | null | undefined =>
      rowsOf(readText(`<OFX><CCSTMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20260205<TRNAMT>-1<FITID>${id}</STMTTRN></CCSTMTRS></OFX>`, 'x.ofx', { fingerprint: keyedFingerprint(Buffer.alloc(32, secret)) }))[0]?.externalId
    expect(read('4111111111111111-1', 1)).toBe(read('4111111111111111-1', 1))
    expect(read('4111111111111111-1', 1)).not.toBe(read('4012888888881881-1', 1))
    expect(read('4111111111111111-1', 1)).not.toBe(read('4111111111111111-1', 2))
  })

  it('an account key says nothing without the secret', () => {
    const account = onlyAccount(readFixture('ofx/amex-one-line.qfx'))
    expect(account.key).toMatch(/^number:[\w-]{43}$/)
    expect(onlyAccount(readFixture('ofx/amex-one-line.qfx', { fingerprint: keyedFingerprint(Buffer.alloc(32, 8)) })).key).not.toBe(account.key)
    expect(onlyAccount(readFixture('csv/capital-one-card.csv')).key).toBe('digits:Capital One:0000')
    expect(onlyAccount(readFixture('csv/amex-members.csv')).key).toBe('digits:American Express:*')
  })

  it.each([
    ['-71002', 'American Express', '71002'], ['XXXX-XXXXXX-71002', 'American Express', '71002'], ['378282246310005', null, '10005'], ['XXXXXXXXXXXX1111', null, '1111'],
    ['0042', null, '0042'], ['1234567-00', null, '6700'], ['**** 4567', null, '4567'], ['XXXXXXXXXX', null, null], ['', null, null], ['ABC1', null, null],
  ])('of %s (%s) %s may be shown', (number, issuer, digits) => {
    expect(lastDigits(number, issuer)).toBe(digits)
  })
})
