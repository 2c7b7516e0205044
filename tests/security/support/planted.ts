/** Secrets as they turn up in texts, each with what of it must not survive. Built from a seed, so that a run can be repeated. */
import { createHash } from 'node:crypto'
import { recoveryKeyOf, RECOVERY_RANDOM_SYMBOLS } from '#shared/domain/recovery-key.ts'

export interface Planted {
  readonly kind: string
  readonly text: string
  /** What would give it away. */
  readonly core: string
}

/** A small generator: the same numbers for the same seed. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1
  }

  /** 0 to below `sides`. */
  roll(sides: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) % sides
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.roll(from.length)] ?? from[0]
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.roll(256)))
  }
}

function luhnEnd(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const PREFIXES: readonly [string, number][] = [['4', 16], ['51', 16], ['2221', 16], ['37', 15], ['6011', 16], ['3530', 16], ['36', 14]]

function cardNumber(dice: Dice): string {
  const [prefix, length] = PREFIXES[dice.roll(PREFIXES.length)] ?? ['4', 16]
  let digits = prefix
  while (digits.length < length - 1) digits += dice.roll(10)
  return luhnEnd(digits)
}

/** Twelve ways of writing a number. */
export const WRITINGS: readonly [(digits: string) => string, ...((digits: string) => string)[]] = [
  (digits) => digits,
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1 '),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1-'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1.'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1/'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1%20'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1+'),
  (digits) => [...digits].join(' '),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1\u00A0'),
  (digits) => [...digits].join('\u200B'),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1\\u0020'),
]

const NAMES = ['password', 'passphrase', 'refreshToken', 'access_token', 'apiKey', 'client_secret', 'PIN', 'cvv', 'cardNumber', 'authorization', 'otp'] as const

const MAKERS: readonly [(dice: Dice) => Planted, ...((dice: Dice) => Planted)[]] = [
  (dice) => {
    const digits = cardNumber(dice)
    return { kind: 'card number', text: dice.pick(WRITINGS)(digits), core: digits }
  },
  (dice) => {
    const digits = cardNumber(dice)
    return { kind: 'card number', text: dice.pick(WRITINGS)(digits), core: digits }
  },
  (dice) => {
    const value = dice.bytes(9).toString('base64url')
    const name = dice.pick(NAMES)
    const text = dice.pick([`${name}=${value}`, `"${name}":"${value}"`, `${name}: ${value}`, `{"${name}": "${value}"}`, `?${name}=${value}&x=1`, `\\"${name}\\":\\"${value}\\"`, `${name} is ${value}`, `${name}='${value}'`])
    return { kind: 'named secret', text, core: value }
  },
  (dice) => {
    const value = dice.bytes(32).toString('base64url')
    return { kind: 'token', text: value, core: value }
  },
  (dice) => {
    const value = dice.bytes(32).toString(dice.pick(['hex', 'base64']))
    return { kind: 'key', text: value, core: value }
  },
  (dice) => {
    const part = (bytes: number) => dice.bytes(bytes).toString('base64url')
    const text = `eyJhbGciOi${part(12)}.${part(40)}.${part(32)}`
    return { kind: 'JWT', text, core: text }
  },
  (dice) => {
    const value = dice.bytes(18).toString('base64')
    return { kind: 'header', text: `authorization: Bearer ${value}`, core: value }
  },
  (dice) => {
    const key = recoveryKeyOf(Array.from({ length: RECOVERY_RANDOM_SYMBOLS }, () => dice.roll(32)))
    const text = dice.pick([key, key.toLowerCase(), key.replaceAll('-', ' ')])
    return { kind: 'recovery key', text, core: text }
  },
  (dice) => {
    const name = `ana.${createHash('sha1').update(dice.bytes(4)).digest('hex').slice(0, 8)}`
    return { kind: 'e-mail', text: dice.pick([`${name}@finch.example`, `${name}%40mail.finch.example`]), core: name }
  },
  (dice) => {
    const code = String(100_000 + dice.roll(900_000))
    return { kind: 'one-time code', text: dice.pick([`code ${code}`, `Your code is ${code}`, `code: ${code}`, `verification code ${code}`]), core: code }
  },
  (dice) => {
    const amount = `${1 + dice.roll(9)},${100 + dice.roll(900)}.${10 + dice.roll(90)}`
    return { kind: 'amount', text: dice.pick([`$${amount}`, `USD ${amount}`, `${amount} EUR`, `€ ${amount}`]), core: amount }
  },
  (dice) => {
    const name = `ada${dice.roll(100_000)}`
    return { kind: 'home folder', text: dice.pick([`/home/${name}/.config/Cardkeep`, `/Users/${name}/Library`, `C:\\Users\\${name}\\AppData`]), core: name }
  },
  (dice) => {
    const value = dice.bytes(9).toString('hex')
    return { kind: 'address', text: `https://ada:${value}@issuer.example/v1`, core: value }
  },
  (dice) => {
    const value = dice.bytes(12).toString('hex')
    return { kind: 'named key', text: `rk_live_${value}`, core: value }
  },
]

export function plant(dice: Dice): Planted {
  return dice.pick(MAKERS)(dice)
}

/** Whether the secret is still to be read, however it is written. */
export function survives({ core }: Planted, text: string): boolean {
  if (text.includes(core)) return true
  if (!/^\d{12,}$/.test(core)) return false
  const plain = text.replace(/%20|\\u0020/g, '').normalize('NFKC').replace(/\D/g, '')
  return plain.includes(core)
}

const AROUND: readonly [string, ...string[]] = ['', 'request failed: ', 'GET /v1/changes ', 'Error: ', '{"level":30,"msg":"', 'at 12:30:45 ', '(', '[', 'value=', '<', 'x ', 'retry 3 of 5; ']

export function sentence(dice: Dice, { text }: Planted): string {
  return `${dice.pick(AROUND)}${text}${dice.pick(['', ' 200 14 ms', ', then', ')', '"}', ' ', '\n    at send (app.js:1:2)', '>'])}`
}
