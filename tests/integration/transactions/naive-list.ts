/** The list of charges as anybody would write it over an array: slow, and plainly right. */
import type { TransactionFilter, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import type { TransactionType } from '#shared/rpc/contract/common.ts'

export interface PlainCharge {
  readonly id: number
  readonly card: number
  readonly holder: { readonly id: number; readonly name: string } | null
  readonly category: number
  readonly importId: number
  readonly on: string
  readonly minor: number
  readonly currency: 'USD' | 'JPY' | 'KWD'
  readonly type: TransactionType
  readonly pending: boolean
  readonly merchant: string
  readonly descriptor: string
  readonly memo: string | null
  readonly note: string | null
  readonly reference: string | null
}

const DECIMALS = { USD: 2, JPY: 0, KWD: 3 } as const

export function naiveList(charges: readonly PlainCharge[], filter: TransactionFilter, sort: TransactionSort): readonly number[] {
  return charges.filter((charge) => matches(charge, filter)).toSorted(comparing(sort)).map((charge) => charge.id)
}

export function spendOf({ type, minor }: PlainCharge): number {
  return type === 'payment' || (type === 'other' && minor > 0) ? 0 : -minor
}

function comparing(sort: TransactionSort) {
  const key = (charge: PlainCharge) => (sort === 'newest' || sort === 'oldest' ? charge.on : String(Math.abs(charge.minor)).padStart(12, '0'))
  const direction = sort === 'newest' || sort === 'largest' ? -1 : 1
  return (a: PlainCharge, b: PlainCharge) => direction * (key(a) === key(b) ? a.id - b.id : key(a) < key(b) ? -1 : 1)
}

function matches(charge: PlainCharge, filter: TransactionFilter): boolean {
  return belongs(charge, filter) && isBetween(charge, filter) && (filter.pending ?? charge.pending) === charge.pending && wordsOf(filter.text).every((word) => hasWord(charge, word))
}

function belongs(charge: PlainCharge, { cardIds, cardholderIds, categoryIds, importId, types }: TransactionFilter): boolean {
  return [
    cardIds?.includes(charge.card), cardholderIds?.includes(charge.holder?.id ?? null), categoryIds?.includes(charge.category),
    types?.includes(charge.type), importId === undefined || importId === charge.importId,
  ].every((holds) => holds ?? true)
}

function isBetween({ on, minor }: PlainCharge, { from, to, minMagnitude, maxMagnitude }: TransactionFilter): boolean {
  const magnitude = Math.abs(minor)
  return on >= (from ?? '') && on <= (to ?? '9999') && magnitude >= (minMagnitude ?? 0) && magnitude <= (maxMagnitude ?? Infinity)
}

// A lone sign ("&") is no word.
function wordsOf(text = ''): readonly string[] {
  return text.split(/\s+/u).filter((word) => [...word].length >= 3 || letters(word) !== '')
}

function hasWord(charge: PlainCharge, word: string): boolean {
  return isAmount(charge, word) || ([...word].length < 3 ? hasBeginning(charge, letters(word)) : hasText(charge, word))
}

function hasText({ merchant, descriptor, memo, note, reference, holder }: PlainCharge, word: string): boolean {
  const texts = [merchant, descriptor, memo, note, reference].filter((text) => text !== null)
  const inName = holder !== null && letters(word) !== '' && letters(holder.name).includes(letters(word))
  return inName || texts.some((text) => fold(text).includes(fold(word)))
}

// One or two characters find the beginning of a word in the merchant's and the holder's name.
function hasBeginning({ merchant, holder }: PlainCharge, word: string): boolean {
  return [merchant, holder?.name ?? ''].some((name) => letters(name).split(' ').some((part) => part.startsWith(word)))
}

function isAmount({ minor, currency }: PlainCharge, word: string): boolean {
  const match = /^\$?(\d+)(?:\.(\d{1,3}))?$/.exec(word)
  if (!match) return false
  const [, whole = '', fraction = ''] = match
  const decimals = DECIMALS[currency]
  return /^0*$/.test(fraction.slice(decimals)) && BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) === BigInt(Math.abs(minor))
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function letters(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
