import { describe, expect, it } from 'vitest'
import { isPaymentText, typeByText, typeOfOfx } from '#engine/importers/classify.ts'
import { amexMerchantText, merchantText } from '#engine/importers/merchant-name.ts'
import { mccLabel } from '#shared/domain/mcc.ts'

describe('payments by their words', () => {
  it.each([
    'AUTOPAY PAYMENT - THANK YOU', 'ONLINE PAYMENT, THANK YOU', 'MOBILE PAYMENT - THANK YOU', 'PAYMENT RECEIVED - THANK YOU', 'PAYMENT - THANK YOU', 'Payment Thank You-Mobile',
    'AUTOMATIC PAYMENT - THANK', 'ELECTRONIC PAYMENT', 'CAPITAL ONE AUTOPAY PYMT', 'CAPITAL ONE MOBILE PYMT', 'CAPITAL ONE PAYMENT', 'AMEX PAYMENT RECEIVED - THANK YOU',
    'DIRECT PAYMENT - THANK YOU', 'BA ELECTRONIC PAYMENT', 'INTERNET PAYMENT - THANK YOU', 'PAYMENT', 'AMT DEBITED TO YOUR BANK ACCT', 'Payment from CHK 1234',
  ])('%s', (text) => {
    expect(isPaymentText(text)).toBe(true)
  })

  it.each([
    'CITY WATER BILL PAYMENT', 'ATT BILL PAYMENT', 'VERIZON ONLINE PAYMENT', 'COMCAST AUTOPAY', 'PAYMENT PROCESSING INC', 'LATE PAYMENT FEE', 'RETURNED PAYMENT - THANK YOU',
    'AUTOPAY PAYMENT REVERSAL', 'PAYPAL *SHOP', 'THANK YOU BAKERY', '', 'AUTO PARTS',
  ])('not %s', (text) => {
    expect(isPaymentText(text)).toBe(false)
  })
})

describe('types', () => {
  it.each([
    ['card', -100, 'SHOP', 'charge'], ['card', 100, 'SHOP', 'refund'], ['card', 100, 'PAYMENT - THANK YOU', 'payment'], ['card', -100, 'PAYMENT - THANK YOU', 'charge'],
    ['card', -100, 'INTEREST CHARGE ON PURCHASES', 'interest'], ['card', -100, 'ANNUAL MEMBERSHIP FEE', 'fee'], ['card', -100, 'FOREIGN TRANSACTION FEE', 'fee'], ['bank', 100, 'PAYROLL', 'other'],
  ] as const)('%s %i %s is a %s', (kind, minor, text, type) => {
    expect(typeByText(kind, minor, text)).toBe(type)
  })

  it('does not believe a TRNTYPE that the sign contradicts', () => {
    expect(typeOfOfx('FEE', 'card', 500, 'LATE FEE REVERSAL', 'charge')).toBe('refund')
    expect(typeOfOfx('PAYMENT', 'card', -500, 'SHOP', 'charge')).toBe('charge')
  })
})

describe('merchant names', () => {
  it.each([
    ['SQ *BLUE BOTTLE', 'BLUE BOTTLE'], ['TST* HARBOR GRILL', 'HARBOR GRILL'], ['AplPay STARBUCKS', 'STARBUCKS'], ['PAYPAL *EBAY', 'EBAY'], ['COSTCO WHSE #01234', 'COSTCO WHSE'],
    ['STARBUCKS STORE 12345', 'STARBUCKS'], ['PRUNE               NEW YORK', 'PRUNE'], ['7-ELEVEN', '7-ELEVEN'], ['SQ *', 'SQ *'], ['', ''], ['DD *DOORDASH', 'DD *DOORDASH'], ['A  B', 'A  B'],
  ])('%j is %j', (text, name) => {
    expect(merchantText(text).name).toBe(name)
  })

  it('splits the fixed columns of American Express', () => {
    expect(amexMerchantText('RALPHS GROCERY STOREST LOUIS            MO')).toEqual({ name: 'RALPHS GROCERY STORE', city: 'ST LOUIS', region: 'MO' })
    expect(amexMerchantText('SHORT')).toEqual({ name: 'SHORT', city: null, region: null })
  })
})

describe('merchant category codes', () => {
  it.each([['5812', 'Restaurants'], ['0742', 'Veterinary services'], ['3058', 'Airlines'], ['3366', 'Car rental'], ['3690', 'Hotels and motels'], ['9950', 'Intra-company purchases']])('%s is %s', (code, label) => {
    expect(mccLabel(code)).toBe(label)
  })

  it.each(['', '581', '58120', 'food', '0001'])('%j is none', (code) => {
    expect(mccLabel(code)).toBeNull()
  })
})
