/** Acts that end a number or change what it is: exactly what will happen, before it does. */
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import type { Card, CardDetail } from '#shared/rpc/contract/cards.contract.ts'

export interface Line {
  readonly label: string
  readonly value: string
}

export interface FinalAct {
  readonly lines: readonly Line[]
  /** What to do besides, or to think of first; null where there is nothing. */
  readonly advice: string | null
  readonly confirm: string
}

type ActCard = Pick<Card, 'brand' | 'kind' | 'issuer' | 'name' | 'nickname' | 'lastDigits' | 'status' | 'cardholder' | 'form'>

/** Until the issuer knows, the card works on: what an offline act must not hide. */
function closesText(isOffline: boolean): string {
  return isOffline ? 'Closed as soon as the issuer can be reached. Until then it works on.' : 'Closed at once, for good. Every charge to it is declined.'
}

function newNumberText({ form }: ActCard): string {
  return form === 'virtual' ? 'A new virtual card, which works at once' : 'Sent by post; to be activated when it arrives'
}

const CONTINUES: Line = { label: 'Continues', value: 'History, reports, limits and controls, under the new number' }
const PENDING: Line = { label: 'Charges on their way', value: 'Those already authorized still post' }
const TELL_MERCHANTS = 'Subscriptions and merchants that have the old number need the new one.'

export interface ReportChoice {
  readonly reason: 'lost' | 'stolen'
  readonly replace: boolean
}

export function reportAct(card: ActCard, { reason, replace }: ReportChoice, isOffline: boolean): FinalAct {
  return {
    lines: [
      { label: 'Card', value: cardLabel(card) },
      { label: 'This number', value: closesText(isOffline) },
      { label: 'New card', value: replace ? newNumberText(card) : 'None' },
      replace ? CONTINUES : { label: 'Stays', value: 'Its history and statements, to read' },
      PENDING,
    ],
    advice: reason === 'stolen' ? 'Look through its newest charges: what nobody of yours made can be disputed.' : replace ? TELL_MERCHANTS : null,
    confirm: `Report ${reason} and ${replace ? 'order a new card' : 'close it'}`,
  }
}

export const REPLACE_REASONS = [
  { value: 'damaged', label: 'Damaged', description: 'Broken, worn, or the chip does not work' },
  { value: 'expired', label: 'Expires soon', description: 'The date on it has come or is near' },
] as const
export type ReplaceReason = (typeof REPLACE_REASONS)[number]['value']

export function replaceAct(card: ActCard, isOffline: boolean): FinalAct {
  return {
    lines: [{ label: 'Card', value: cardLabel(card) }, { label: 'This number', value: closesText(isOffline) }, { label: 'New card', value: newNumberText(card) }, CONTINUES, PENDING],
    advice: TELL_MERCHANTS,
    confirm: card.form === 'virtual' ? 'Replace it with a new number' : 'Close it and order a new card',
  }
}

export function cancelAct(card: ActCard, isOffline: boolean): FinalAct {
  return {
    lines: [{ label: 'Card', value: cardLabel(card) }, { label: 'This number', value: closesText(isOffline) }, { label: 'New card', value: 'None' }, { label: 'Stays', value: 'Its history and statements, to read' }, PENDING],
    advice: 'To stop it for a while only, freeze it instead.',
    confirm: 'Cancel this card for good',
  }
}

type Product = CardDetail['otherProducts'][number]

/** `from`: the day it takes effect in words; null where nobody says. */
export function productAct(card: ActCard, present: string | null, next: Pick<Product, 'name' | 'isCharge'>, from: string | null, fee: string): FinalAct {
  return {
    lines: [
      { label: 'Card', value: cardLabel(card) },
      { label: 'From', value: from === null ? 'The next statement’s close on' : from },
      { label: 'Until then', value: present === null ? 'As it is' : present },
      { label: 'Annual fee', value: fee },
      { label: 'Paid', value: next.isCharge ? 'In full each month' : 'Up to its credit limit; a balance can be carried over' },
      { label: 'This number', value: 'Closed then; a card with a new one is sent by post' },
      CONTINUES,
    ],
    advice: 'You can keep the present product until that day.',
    confirm: `Change to ${next.name}`,
  }
}

/** After it is done. */
export function doneText(act: 'report' | 'replace' | 'cancel' | 'product' | 'activate' | 'order', name: string, isOffline: boolean): string {
  const later = isOffline ? ' It is sent as soon as the issuer can be reached.' : ''
  const words = { report: 'Reported', replace: 'Replacement asked for', cancel: 'Cancelled', product: 'Change asked for', activate: 'Activated', order: 'Ordered' } as const
  return `${words[act]}: ${name}.${later}`
}
