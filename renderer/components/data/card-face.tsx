import { IconSnowflake } from '@tabler/icons-react'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { toneOf } from './avatar.tsx'
import classes from './card-face.module.css'

export type CardFaceCard = Pick<Card, 'brand' | 'kind' | 'issuer' | 'name' | 'nickname' | 'lastDigits' | 'status' | 'cardholder'> & Partial<Pick<Card, 'product' | 'form'>>

const BRANDS: Readonly<Record<Card['brand'], string>> = { amex: 'American Express', visa: 'Visa', mastercard: 'Mastercard', discover: 'Discover', other: '' }
const STATUS_WORDS: Readonly<Record<Card['status'], string | null>> = { active: null, unknown: null, inactive: 'Not active yet', frozen: 'Frozen', closed: 'Closed' }

/** "American Express ·· 71008", "Fleet fuel ·· 9931": a card by itself. */
export function cardName(card: CardFaceCard): string {
  const digits = card.lastDigits ? ` ·· ${card.lastDigits}` : ''
  return `${card.nickname ?? card.issuer ?? (BRANDS[card.brand] || card.name)}${digits}`
}

/** "American Express ·· 71008, Dana Reyes": a card and whose it is. */
export function cardLabel(card: CardFaceCard): string {
  return `${cardName(card)}${card.cardholder ? `, ${card.cardholder.name}` : ''}`
}

/** What stands largest on the face: what it is called, else what it is sold as. */
function faceTitle(card: CardFaceCard): string {
  return card.nickname ?? card.product ?? card.issuer ?? (BRANDS[card.brand] || card.name)
}

export interface CardFaceProps {
  readonly card: CardFaceCard
  /** `chip`: 36 × 24 with the colour and mark only, beside a text. `full`: the whole card. */
  readonly size?: 'chip' | 'full'
}

/** A drawn card: the brand's colour, holder, last digits, status. */
export function CardFace({ card, size = 'full' }: CardFaceProps) {
  const status = STATUS_WORDS[card.status]
  const look = { 'data-brand': card.brand, 'data-kind': card.kind, 'data-status': card.status, ...(card.brand === 'other' && card.issuer ? { 'data-tone': toneOf(card.issuer) } : {}) }
  if (size === 'chip') {
    return (
      <span className={classes.chip} {...look} aria-hidden>
        <BrandMark brand={card.brand} />
      </span>
    )
  }
  return (
    <div className={classes.face} {...look}>
      <div className={classes.top}>
        <span className={classes.issuer}>{faceTitle(card)}</span>
        {status && <span className={classes.status}>{card.status === 'frozen' && <IconSnowflake size={13} stroke={2} aria-hidden />}{status}</span>}
      </div>
      <span className={`ck-figure ${classes.digits}`}>{card.lastDigits ? `•••• ${card.lastDigits}` : 'No number in the file'}</span>
      <div className={classes.bottom}>
        <span className={classes.holder} data-nobody={card.cardholder === null || undefined}>{card.cardholder?.name ?? 'No cardholder'}</span>
        {card.form === 'virtual' && <span className={classes.form}>Virtual</span>}
        <BrandMark brand={card.brand} />
      </div>
    </div>
  )
}

/** A sign for the kind of card, not the brand's logo: shape and colour enough to tell them apart. */
function BrandMark({ brand }: { readonly brand: Card['brand'] }) {
  return (
    <svg className={classes.mark} viewBox="0 0 32 20" aria-hidden>
      {brand === 'mastercard' && (
        <>
          <circle cx="12" cy="10" r="8" fill="currentColor" opacity="0.9" />
          <circle cx="20" cy="10" r="8" fill="currentColor" opacity="0.45" />
        </>
      )}
      {brand === 'visa' && <path d="M4 4h5l3 9 5-9h5L13 18H9z" fill="currentColor" opacity="0.9" />}
      {brand === 'amex' && <path d="M4 3h24v14H4zM8 13h4l4-6 4 6h4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />}
      {brand === 'discover' && <circle cx="20" cy="10" r="7.5" fill="currentColor" opacity="0.8" />}
      {brand === 'other' && <path d="M4 6h24M4 10h16M4 14h10" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />}
    </svg>
  )
}
