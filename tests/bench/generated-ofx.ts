/** A made-up card statement of any size in OFX 1.02, the same for the same size: a few thousand merchants over two years. */
const HEADER = 'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n'
const NAMES = ['BLUE HERON COFFEE', 'HARBOR GRILL', 'NORTHWIND AIR', 'CEDAR INN', 'METRO TAXI', 'SUMMIT FUEL', 'FRESH BASKET', 'PAPER AND PINE', 'CLOUDNINE HOSTING', 'BRIGHTLINE ADS', 'SIGNAL MOBILE', 'QUILL LEGAL'] as const
const CODES = ['5814', '5812', '3000', '3501', '4121', '5541', '5411', '5943', '5734', '7311', '4814', '8111'] as const
const FIRST_DAY = Date.UTC(2025, 0, 1)
const DAYS = 700

export function generatedOfx(transactions: number): string {
  const rows: string[] = []
  for (let index = 0; index < transactions; index++) rows.push(row(index, transactions))
  const signOn = '<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261124120000<LANGUAGE>ENG<FI><ORG>AMEX<FID>3101</FI></SONRS></SIGNONMSGSRSV1>'
  const account = '<CURDEF>USD<CCACCTFROM><ACCTID>000000112233445</CCACCTFROM>'
  return `${HEADER}<OFX>${signOn}\r\n<CREDITCARDMSGSRSV1><CCSTMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><CCSTMTRS>${account}<BANKTRANLIST>\r\n${rows.join('')}</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>\r\n`
}

function row(index: number, transactions: number): string {
  // Scrambled, but the same every time.
  const mixed = Math.imul(index + 1, 2_654_435_761) >>> 0
  const brand = mixed % NAMES.length
  const store = (mixed >>> 8) % 250
  const day = new Date(FIRST_DAY + Math.floor((index / transactions) * DAYS) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  const refund = mixed % 29 === 0
  const cents = 150 + ((mixed >>> 3) % 40_000)
  const text = String(cents).padStart(3, '0')
  const amount = `${refund ? '' : '-'}${text.slice(0, -2)}.${text.slice(-2)}`
  return [
    '<STMTTRN>', `<TRNTYPE>${refund ? 'CREDIT' : 'DEBIT'}`, `<DTPOSTED>${day}120000.000[-5:EST]`, `<TRNAMT>${amount}`, `<FITID>32${day}${String(index).padStart(8, '0')}`,
    `<SIC>${CODES[brand] ?? '5814'}`, `<NAME>${NAMES[brand] ?? ''} #${1000 + store}`, `<MEMO>STORE ${store} BOSTON MA REF ${mixed}`, '</STMTTRN>', '',
  ].join('\r\n')
}
