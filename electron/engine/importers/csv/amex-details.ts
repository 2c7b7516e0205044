/** The foreign amount inside American Express texts: "Foreign Spend Amount: 20.00 UNITED STATES DOLLAR Commission Amount: 5,36 Currency Exchange Rate: 0.0933". */
import { isCurrencyCode } from '#shared/domain/money.ts'
import { parseCsvAmount } from '../amount.ts'
import type { ParsedOriginal } from '../parsed-statement.ts'

// The names that American Express writes in English.
const CURRENCIES: Readonly<Record<string, string>> = {
  'UNITED STATES DOLLAR': 'USD', 'US DOLLAR': 'USD', 'US DOLLARS': 'USD', 'U.S. DOLLAR': 'USD', 'EUROPEAN UNION EURO': 'EUR', EURO: 'EUR', EUROS: 'EUR',
  'UK POUND STERLING': 'GBP', 'POUND STERLING': 'GBP', 'UNITED KINGDOM POUND': 'GBP', 'UNITED KINGDOM POUND STERLING': 'GBP', 'BRITISH POUND': 'GBP',
  'CANADIAN DOLLAR': 'CAD', 'CANADIAN DOLLARS': 'CAD', 'AUSTRALIAN DOLLAR': 'AUD', 'NEW ZEALAND DOLLAR': 'NZD', 'SINGAPORE DOLLAR': 'SGD', 'HONG KONG DOLLAR': 'HKD',
  'JAPANESE YEN': 'JPY', 'SWISS FRANC': 'CHF', 'SWEDISH KRONA': 'SEK', 'NORWEGIAN KRONE': 'NOK', 'DANISH KRONE': 'DKK', 'POLISH ZLOTY': 'PLN', 'CZECH KORUNA': 'CZK',
  'HUNGARIAN FORINT': 'HUF', 'TURKISH LIRA': 'TRY', 'ISRAELI SHEKEL': 'ILS', 'ISRAEL SHEKEL': 'ILS', 'INDIAN RUPEE': 'INR', 'THAI BAHT': 'THB', 'MALAYSIAN RINGGIT': 'MYR',
  'INDONESIAN RUPIAH': 'IDR', 'PHILIPPINE PESO': 'PHP', 'KOREAN WON': 'KRW', 'SOUTH KOREAN WON': 'KRW', 'TAIWAN DOLLAR': 'TWD', 'NEW TAIWAN DOLLAR': 'TWD',
  'CHINESE YUAN RENMINBI': 'CNY', 'CHINESE YUAN': 'CNY', 'MEXICAN PESO': 'MXN', 'BRAZILIAN REAL': 'BRL', 'CHILEAN PESO': 'CLP', 'COLOMBIAN PESO': 'COP',
  'ARGENTINE PESO': 'ARS', 'SOUTH AFRICAN RAND': 'ZAR', 'UAE DIRHAM': 'AED', 'UNITED ARAB EMIRATES DIRHAM': 'AED', 'SAUDI RIYAL': 'SAR', 'KUWAITI DINAR': 'KWD',
}

const LABEL = 'foreign spend amount:'
const RATE_LABEL = 'exchange rate:'
const WINDOW = 120

/** The original amount in the sign of `amountMinor`; null where the text names none, or a currency that is not known. */
export function foreignSpendIn(text: string, amountMinor: number): ParsedOriginal | null {
  const lower = text.toLowerCase()
  const start = lower.indexOf(LABEL)
  if (start === -1) return null
  const rateAt = lower.indexOf(RATE_LABEL, start)
  const rate = rateAt === -1 ? null : (/^\s*(\d{1,6}(?:[.,]\d{1,8})?)(?!\d)/.exec(text.slice(rateAt + RATE_LABEL.length, rateAt + WINDOW))?.[1] ?? null)
  return foreignSpend(text.slice(start + LABEL.length, start + WINDOW), rate, amountMinor)
}

const SPEND = /^\s*(-?[\d.,]{1,20})\s+([A-Za-z][A-Za-z. ]{1,40}?)\s*(?:Commission|Currency|Exchange|$|[^A-Za-z. ])/m
const CODE_FIRST = /^\s*([A-Z]{3})\s*(-?[\d.,]{1,20})\s*$/

/** "20.00 UNITED STATES DOLLAR", "20.00 USD", "USD 20.00". */
export function foreignSpend(text: string, rate: string | null, amountMinor: number): ParsedOriginal | null {
  const flat = text.replace(/\s+/g, ' ')
  const codeFirst = CODE_FIRST.exec(flat)
  const spend = codeFirst ? [codeFirst[0], codeFirst[2], codeFirst[1]] : SPEND.exec(flat)
  const currency = currencyNamed(spend?.[2] ?? '')
  if (!spend || currency === null) return null
  const amount = parseCsvAmount(spend[1] ?? '', currency, 'auto')
  if (amount === undefined) return null
  const magnitude = Math.abs(amount.minor)
  return { amountMinor: amountMinor < 0 && magnitude !== 0 ? -magnitude : magnitude, currency, rate }
}

function currencyNamed(name: string): string | null {
  const upper = name.trim().toUpperCase()
  return CURRENCIES[upper] ?? (isCurrencyCode(upper) ? upper : null)
}
