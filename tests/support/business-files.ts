/**
 * The statement files of a made-up business, as its banks would let it download them: the same bytes every time.
 *
 * Harbour & Finch LLC runs boats. Six people use American Express cards (the file names them), two Chase cards have no names
 * in their file, and one Visa comes as QFX with closed billing periods that reconcile.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decimalText } from '#shared/domain/money.ts'
import { addDays, addMonths, daysInMonth, monthRange, type IsoDate, type IsoMonth } from '#shared/domain/time.ts'

interface Merchant {
  readonly name: string
  /** American Express's words, Chase's words, and the code that OFX gives. */
  readonly amex: string
  readonly chase: string
  readonly mcc: string
  readonly city: string
  /** Usual amount in cents, lowest and highest. */
  readonly low: number
  readonly high: number
}

const merchant = (name: string, amex: string, chase: string, mcc: string, city: string, low: number, high: number): Merchant => ({ name, amex, chase, mcc, city, low, high })

const MERCHANTS = {
  air: merchant('ALASKA AIRLINES', 'Travel-Airline', 'Travel', '4511', 'SEATTLE', 21_000, 78_000),
  hotel: merchant('HOTEL ANDRA', 'Travel-Lodging', 'Travel', '7011', 'SEATTLE', 16_500, 64_000),
  taxi: merchant('YELLOW CAB 4471', 'Transportation-Taxis & Coach', 'Travel', '4121', 'PORTLAND', 1_100, 6_400),
  lunch: merchant('PIKE PLACE CHOWDER', 'Restaurant-Restaurant', 'Food & Drink', '5812', 'SEATTLE', 1_450, 9_800),
  coffee: merchant('CORNER COFFEE', 'Restaurant-Bar & Café', 'Food & Drink', '5814', 'TACOMA', 420, 1_280),
  fuel: merchant('SHELL OIL 57442', 'Transportation-Fuel', 'Gas', '5541', 'TACOMA', 3_800, 14_200),
  yard: merchant('WEST MARINE PRO', 'Merchandise & Supplies-Wholesale Stores', 'Shopping', '5599', 'ANACORTES', 4_200, 180_000),
  tools: merchant('FISHERIES SUPPLY', 'Merchandise & Supplies-Hardware Supplies', 'Home', '5251', 'SEATTLE', 2_900, 96_000),
  cloud: merchant('ADOBE CREATIVE CLOUD', 'Business Services-Internet Services', 'Professional Services', '5734', 'SAN JOSE', 5_999, 5_999),
  hosting: merchant('FASTMAIL PTY LTD', 'Business Services-Internet Services', 'Professional Services', '7372', 'MELBOURNE', 2_500, 2_500),
  adverts: merchant('GOOGLE ADS 8840', 'Business Services-Advertising Services', 'Professional Services', '7311', 'MOUNTAIN VIEW', 18_000, 92_000),
  phone: merchant('T-MOBILE BUSINESS', 'Communications-Cellular Phone', 'Bills & Utilities', '4814', 'BELLEVUE', 24_180, 24_180),
  post: merchant('UPS STORE 2291', 'Business Services-Mailing & Shipping', 'Professional Services', '4215', 'TACOMA', 1_240, 18_600),
  paper: merchant('STAPLES 00417', 'Business Services-Office Supplies', 'Shopping', '5943', 'TACOMA', 1_190, 21_400),
} as const satisfies Record<string, Merchant>
type MerchantKey = keyof typeof MERCHANTS

interface Person {
  readonly name: string
  readonly digits: string
  /** What this person buys, how often a month at most. */
  readonly habits: readonly (readonly [MerchantKey, number])[]
}

const AMEX_PEOPLE: readonly Person[] = [
  { name: 'MARGIT SOLBERG', digits: '71002', habits: [['air', 2], ['hotel', 2], ['lunch', 4], ['taxi', 3], ['adverts', 1]] },
  { name: 'DIEGO ALVAREZ', digits: '71010', habits: [['yard', 5], ['fuel', 5], ['tools', 3], ['coffee', 4]] },
  { name: 'PRIYA NARAYANAN', digits: '71028', habits: [['cloud', 1], ['hosting', 1], ['adverts', 2], ['coffee', 3], ['air', 1]] },
  { name: 'TOM OKAFOR', digits: '71036', habits: [['fuel', 6], ['lunch', 3], ['yard', 2], ['post', 2]] },
  { name: 'HELENE DUBOIS', digits: '71044', habits: [['paper', 3], ['phone', 1], ['post', 3], ['coffee', 2]] },
  { name: 'JUN WATANABE', digits: '71051', habits: [['air', 1], ['hotel', 1], ['taxi', 2], ['lunch', 2], ['tools', 1]] },
]
const CHASE_CARDS: readonly Person[] = [
  { name: '', digits: '4411', habits: [['fuel', 4], ['yard', 2], ['coffee', 3]] },
  { name: '', digits: '7702', habits: [['lunch', 3], ['paper', 2], ['taxi', 2]] },
]
const VISA: Person = { name: '', digits: '9034', habits: [['fuel', 3], ['tools', 2], ['post', 1]] }

const LAST_MONTH = '2026-11' as IsoMonth
const LAST_DAY = '2026-11-20'

interface Charge {
  readonly on: IsoDate
  readonly person: Person
  readonly merchant: Merchant
  /** Cents, positive. */
  readonly cents: number
  readonly reference: string
}

export interface BusinessFiles {
  /** American Express, extended layout with Card Member: twelve months. */
  readonly amex: string
  /** The same layout for the last three months: overlaps `amex` completely. */
  readonly amexRecent: string
  readonly chase: string
  /** Visa as QFX with three closed billing periods. */
  readonly visa: string
  /** A CSV whose fourth line has a date that does not exist. */
  readonly broken: string
  readonly people: readonly string[]
  readonly counts: { readonly amex: number; readonly amexRecent: number; readonly chase: number; readonly visa: number }
}

export async function writeBusinessFiles(folder: string): Promise<BusinessFiles> {
  const year = monthRange(addMonths(LAST_MONTH, -11), LAST_MONTH)
  const amexRows = amexFile(charges(AMEX_PEOPLE, year, 7))
  const recentFrom = addMonths(LAST_MONTH, -2)
  const amexRecentRows = amexRows.filter((row) => row.on >= `${recentFrom}-01`)
  const chaseRows = charges(CHASE_CARDS, year.slice(-4), 11)
  const visaRows = charges([VISA], year.slice(-4), 13)
  const files = {
    amex: join(folder, 'activity.csv'),
    amexRecent: join(folder, 'activity (1).csv'),
    chase: join(folder, 'Chase4411_Activity_20261120.csv'),
    visa: join(folder, 'harbor-visa.qfx'),
    broken: join(folder, 'broken.csv'),
  }
  await writeFile(files.amex, amexText(amexRows))
  await writeFile(files.amexRecent, amexText(amexRecentRows))
  await writeFile(files.chase, chaseText(chaseRows))
  await writeFile(files.visa, qfxText(visaRows, year.slice(-4)))
  await writeFile(files.broken, 'Date,Description,Card Member,Account #,Amount\r\n11/02/2026,CORNER COFFEE,TOM OKAFOR,-71036,4.20\r\n11/03/2026,SHELL OIL,TOM OKAFOR,-71036,52.10\r\n31/31/2026,STAPLES,TOM OKAFOR,-71036,18.40\r\n')
  return {
    ...files,
    people: AMEX_PEOPLE.map(({ name }) => name),
    counts: { amex: amexRows.length, amexRecent: amexRecentRows.length, chase: chaseRows.length, visa: visaRows.length },
  }
}

/** Charges of these people in these months; two equal coffees on one day are among them. */
function charges(people: readonly Person[], months: readonly IsoMonth[], seed: number): readonly Charge[] {
  const random = randomFrom(seed)
  const found: Charge[] = []
  for (const month of months) {
    // Summer is the season.
    const season = [5, 6, 7, 8].includes(Number(month.slice(5))) ? 1 : 0.6
    for (const person of people) {
      for (const [key, most] of person.habits) {
        const times = Math.max(1, Math.round(most * season * (0.5 + random())))
        for (let time = 0; time < times; time += 1) {
          const day = 1 + Math.floor(random() * daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))))
          const { low, high } = MERCHANTS[key]
          const on = `${month}-${String(day).padStart(2, '0')}` as IsoDate
          if (on > LAST_DAY) continue
          const charge = { on, person, merchant: MERCHANTS[key], cents: Math.round(low + (high - low) * random() ** 2), reference: `3${month.replace('-', '')}${String(found.length).padStart(11, '0')}` }
          found.push(charge)
          if (key === 'coffee' && time === 0) found.push({ ...charge, reference: `4${charge.reference.slice(1)}` })
        }
      }
    }
  }
  return found.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

interface AmexRow {
  readonly on: string
  readonly cells: readonly string[]
}

function amexFile(rows: readonly Charge[]): readonly AmexRow[] {
  const bought = rows.map(({ on, person, merchant: shop, cents, reference }) => ({
    on,
    cells: [usDate(on), `${shop.name.padEnd(20).slice(0, 20)}${shop.city}`, person.name, `-${person.digits}`, decimalText(cents, 'USD'), '', shop.name, '1 MAIN ST', `${shop.city}\nWA`, '98101', 'UNITED STATES', `'${reference}'`, shop.amex],
  }))
  const months = [...new Set(rows.map(({ on }) => on.slice(0, 7)))]
  const paid = months.map((month) => {
    const sum = rows.filter(({ on }) => on.startsWith(month)).reduce((total, { cents }) => total + cents, 0)
    return { on: `${month}-18`, cells: [usDate(`${month}-18`), 'AUTOPAY PAYMENT - THANK YOU', AMEX_PEOPLE[0]?.name ?? '', `-${AMEX_PEOPLE[0]?.digits ?? ''}`, decimalText(-sum, 'USD'), '', '', '', '', '', '', `'9${month.replace('-', '')}00000000000'`, ''] }
  })
  return [...bought, ...paid].toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

function amexText(rows: readonly AmexRow[]): string {
  const header = 'Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement As,Address,City/State,Zip Code,Country,Reference,Category'
  return [header, ...rows.map(({ cells }) => cells.map(csvCell).join(','))].join('\r\n')
}

function chaseText(rows: readonly Charge[]): string {
  const lines = rows.map(({ on, person, merchant: shop, cents }) => [person.digits, usDate(on), usDate(addDays(on, 1)), shop.name, shop.chase, 'Sale', decimalText(-cents, 'USD'), ''].map(csvCell).join(','))
  return ['Card,Transaction Date,Post Date,Description,Category,Type,Amount,Memo', ...lines].join('\r\n')
}

function qfxText(rows: readonly Charge[], months: readonly IsoMonth[]): string {
  const transactions = rows.map(({ on, merchant: shop, cents, reference }) => `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${on.replaceAll('-', '')}120000[-8:PST]<TRNAMT>${decimalText(-cents, 'USD')}<FITID>${reference}<SIC>${shop.mcc}<NAME>${shop.name.replace('&', '&amp;')}</STMTTRN>`)
  let opening = 0
  const closings = months.slice(0, -1).map((month) => {
    const spent = rows.filter(({ on }) => on.startsWith(month)).reduce((total, { cents }) => total + cents, 0)
    const closing = opening - spent
    const digits = month.replace('-', '')
    const last = String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))).padStart(2, '0')
    const due = `${addMonths(month, 1).replace('-', '')}25`
    const block = `<CCCLOSING><FITID>ST${digits}<DTOPEN>${digits}01<DTCLOSE>${digits}${last}<BALOPEN>${decimalText(opening, 'USD')}<BALCLOSE>${decimalText(closing, 'USD')}<DTPMTDUE>${due}<MINPMTDUE>${decimalText(Math.max(3_500, Math.round(-closing / 40)), 'USD')}<PURANDADV>${decimalText(spent, 'USD')}<CREDITLIMIT>25000.00<DTPOSTSTART>${digits}01<DTPOSTEND>${digits}${last}<AUTOPAY>Y</CCCLOSING>`
    opening = closing
    return block
  })
  return `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261120120000<LANGUAGE>ENG<FI><ORG>Harbor Bank<FID>7781</FI><INTU.BID>7781</SONRS></SIGNONMSGSRSV1><CREDITCARDMSGSRSV1><CCSTMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4556737586899034</CCACCTFROM><BANKTRANLIST><DTSTART>20260801<DTEND>20261120\n${transactions.join('\n')}\n</BANKTRANLIST><LEDGERBAL><BALAMT>${decimalText(opening, 'USD')}<DTASOF>20261120</LEDGERBAL></CCSTMTRS></CCSTMTTRNRS><CCSTMTENDTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS><CCSTMTENDRS><CURDEF>USD<CCACCTFROM><ACCTID>4556737586899034</CCACCTFROM>${closings.join('')}</CCSTMTENDRS></CCSTMTENDTRNRS></CREDITCARDMSGSRSV1></OFX>\n`
}

const usDate = (date: string): string => `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`
const csvCell = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
