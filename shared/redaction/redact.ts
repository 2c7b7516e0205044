/**
 * Takes secrets out of a text on its way out: card numbers, keys, tokens, passwords, codes, e-mail addresses, amounts, and the name of the
 * person's home folder.
 *
 * Errs on the safe side for what could be a key or a number; leaves stack traces, versions, references and times as they are, or nobody could
 * use what remains.
 */
import { withoutCardNumbers } from '../domain/card-text.ts'

/** Longer texts are cut: no line of a log is as long, and patterns are tried at every place of it. */
const LONGEST = 10_000

const SECRET_NAME = 'pass(?:word|code|phrase)?|pwd|pin|secret|credential|token|api[_-]?key|private[_-]?key|key|cookie|auth(?:orization)?|signature|otp|cvv2?|cvc2?|csc|pan|card[_-]?number|account[_-]?number|iban|ssn|tax[_-]?id'

interface Pattern {
  readonly find: RegExp
  readonly put: string
}

const PATTERNS: readonly Pattern[] = [
  // Before what follows an equals sign is looked at: a header has two words.
  { find: /\b(Bearer|Basic|Digest|Token)(\s+|%20)[\w.~+/=-]{6,}/gi, put: '$1$2[secret]' },
  { find: /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, put: '[key]' },
  { find: /\b([a-z][a-z\d+.-]*:\/\/)[^\s/@:'"]+(?::[^\s/@'"]*)?@/gi, put: '$1[secret]@' },
  // A name such as refreshToken, "card_number" or PIN, and its value; in JSON, a query, a header or a sentence.
  { find: new RegExp(`((?:\\b|[_-]|[a-z](?=[A-Z]))(?:${SECRET_NAME})s?\\\\?["']?\\s*(?:[:=]|%3D|\\bis\\b)\\s*)(\\\\?["'])(?:\\\\.|(?!\\2).)*\\2`, 'gi'), put: '$1$2[secret]$2' },
  { find: new RegExp(`((?:\\b|[_-]|[a-z](?=[A-Z]))(?:${SECRET_NAME})s?\\\\?["']?(?:\\s*[:=]\\s*|%3D|\\s+is\\s+))(?![\\[\\\\"'])[^\\s,;&"'}\\])]+`, 'gi'), put: '$1[secret]' },
  { find: /\b((?:one-time |security |sign-in |login |verification )?codes?\W{1,3}(?:is\W{1,3}|was\W{1,3})?)\d{4,8}\b/gi, put: '$1[secret]' },
  { find: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, put: '[token]' },
  { find: /\b[A-Za-z]{2,10}_(?:live|test)_\w{8,}/g, put: '[key]' },
  // A recovery key: seven groups of five; four are enough to know one.
  { find: /\b[0-9A-HJKMNP-TV-Z]{5}(?:[- ][0-9A-HJKMNP-TV-Z]{5}){3,6}\b/gi, put: '[recovery key]' },
  { find: /\b(?:0x)?[0-9a-f]{32,}\b/gi, put: '[key]' },
  { find: /(?<![\w+/.-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{28,}(?![\w+/=.-])/g, put: '[token]' },
  // One in a thousand has no digit; a name in camel case has no two capitals in a row.
  { find: /(?<![\w+/.-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*(?:[A-Z]{2}|[_-]))[\w-]{40,}(?![\w+/=.-])/g, put: '[token]' },
  // In base 64 a slash is a letter; a path is told from it by having no padding.
  { find: /(?<![\w+/.-])[\w+/]{22,}={1,2}(?![\w+/=.-])/g, put: '[key]' },
  { find: /[\w.!#$%&'*+/=?^`{|}~-]+(?:@|%40)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+/gi, put: '[e-mail]' },
  // Which side of a figure the currency belongs to shows by its decimals, else by what follows.
  { find: /-?(?<![\d:])\d[\d.,'\u00A0\u202F]*[.,]\d{2}\s?(?:[€£¥₹$]|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR)\b)/g, put: '[amount]' },
  { find: /-?(?<![\d:.,])\d[\d.,'\u00A0\u202F]*\s?(?:[€£¥₹]|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR)\b)(?!\s?\d)/g, put: '[amount]' },
  { find: /(?:[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR)\b)\s?-?\d[\d.,' \u00A0\u202F]*\d|(?:[$€£¥₹])\s?\d/g, put: '[amount]' },
  { find: /(?<![\w/])\/(?:home|Users)\/[^/\s:'")]+/g, put: '~' },
  { find: /\b[A-Z]:\\{1,2}Users\\{1,2}[^\\\s:'")]+/gi, put: '~' },
]

/** Numbers in the way of an address bar: `4111%201111`, `4111+1111`. */
const URL_NUMBER = /\d(?:(?:%20|%2D|%2E|\+|\\u00[0-9a-f]{2}|&nbsp;|\\t|\\n)?\d){11,18}/gi

/** The text without anything that looks like a secret; never throws. */
export function redact(text: string): string {
  let result = withoutUrlNumbers(withoutCardNumbers(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text))
  for (const { find, put } of PATTERNS) result = result.replace(find, put)
  return result
}

/** For JSON.stringify: every string of a value. */
export function redacting(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? redact(value) : value
}

function withoutUrlNumbers(text: string): string {
  return text.replace(URL_NUMBER, (written) => {
    const plain = written.replace(/%20|%2D|%2E|\+|\\u00[0-9a-f]{2}|&nbsp;|\\t|\\n/gi, '')
    const masked = withoutCardNumbers(plain)
    return masked === plain ? written : masked
  })
}
