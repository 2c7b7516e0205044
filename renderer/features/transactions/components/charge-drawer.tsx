import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { DetailDrawer, Fact, Facts } from '#renderer/components/data/detail-drawer.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import { typeText } from '../model/life.ts'
import { CategoryEditor } from './category-editor.tsx'
import { ChargeLife } from './charge-life.tsx'
import { ChargeSources } from './charge-sources.tsx'
import { NoteEditor } from './note-editor.tsx'
import classes from './charge-drawer.module.css'

export interface ChargeDrawerProps {
  readonly id: number
  readonly onClose: () => void
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  readonly onShowMerchant: (merchant: string) => void
  /** What can be done about it elsewhere. */
  readonly acts: (detail: TransactionDetail) => ReactNode
}

/** Everything known about one charge, the list alive under it. */
export function ChargeDrawer({ id, onClose, onPrevious, onNext, onShowMerchant, acts }: ChargeDrawerProps) {
  const detail = useEngineQuery((ask) => ask.transactions.get({ id }), { keepPrevious: true })
  return (
    <DetailDrawer title={detail.data?.merchant ?? 'Charge'} onClose={onClose} onPrevious={onPrevious} onNext={onNext} footer={detail.data && acts(detail.data)}>
      <QueryView query={detail}>{(data) => <ChargeDetail detail={data} onShowMerchant={onShowMerchant} />}</QueryView>
    </DetailDrawer>
  )
}

function ChargeDetail({ detail, onShowMerchant }: { readonly detail: TransactionDetail; readonly onShowMerchant: (merchant: string) => void }) {
  const formats = useFormats()
  const issuer = useIssuer(detail)
  return (
    <div className={classes.detail}>
      <header className={classes.head}>
        <span className={classes.amount}>
          <MoneyText minor={detail.amountMinor} currency={detail.currency} kind="transaction" size="xl" />
          {detail.pending && <span className={classes.pending}>Pending</span>}
        </span>
        <p className={classes.sub}>
          {typeText(detail.type)} · <time dateTime={detail.postedOn}>{formats.dateLong(detail.postedOn)}</time>
        </p>
        {detail.original && <p className={classes.sub}>{originalText(detail.original, detail.exchangeRate, formats.money)}</p>}
      </header>
      <section aria-label="Category">
        <CategoryEditor key={detail.id} detail={detail} />
      </section>
      <section aria-label="Card and merchant">
        <Facts>
          <Fact label="Cardholder"><Holder detail={detail} /></Fact>
          <Fact label="Card"><CardName detail={detail} /></Fact>
          <Fact label="Account">{detail.accountLabel}</Fact>
          <Fact label="On the statement">{detail.descriptor}</Fact>
          {detail.memo !== null && <Fact label="Memo">{detail.memo}</Fact>}
          {detail.reference !== null && <Fact label="Reference"><span className="ck-figure">{detail.reference}</span></Fact>}
          {detail.mcc !== null && <Fact label="Merchant code">{detail.mcc}{detail.mccLabel === null ? '' : `, ${detail.mccLabel}`}</Fact>}
          {detail.issuerCategory !== null && <Fact label="Issuer’s category">{detail.issuerCategory}</Fact>}
        </Facts>
        <Button className={classes.more ?? ''} size="compact-sm" variant="subtle" onClick={() => onShowMerchant(detail.merchant)}>All charges at {detail.merchant}</Button>
      </section>
      <section>
        <h3 className={classes.title}>Note</h3>
        <NoteEditor key={detail.id} id={detail.id} note={detail.note} />
      </section>
      <section>
        <h3 className={classes.title}>Life of this charge</h3>
        <ChargeLife detail={detail} isIssued={issuer !== undefined} />
      </section>
      <section>
        <h3 className={classes.title}>Where it came from</h3>
        <ChargeSources key={detail.id} sources={detail.sources} issuer={issuer} />
      </section>
    </div>
  )
}

/** The connection of the charge's card, where it is one to an issuer. */
function useIssuer({ cardId }: TransactionDetail): ConnectionSync | undefined {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const { allCards } = useScope()
  const card = allCards.find((one) => one.id === cardId)
  return (status.data ?? []).find((one) => one.connectionId === card?.connectionId)
}

function Holder({ detail }: { readonly detail: TransactionDetail }) {
  return (
    <span className={classes.holder}>
      <Avatar name={detail.cardholderName} size="sm" />
      {detail.cardholderName ?? 'No cardholder yet'}
    </span>
  )
}

/** The card by its name; a click narrows every page to it. */
function CardName({ detail }: { readonly detail: TransactionDetail }) {
  const { allCards, cardIds, setScope } = useScope()
  const card = allCards.find((one) => one.id === detail.cardId)
  const name = card?.name ?? (detail.cardLastDigits === null ? 'Card without a number' : `•• ${detail.cardLastDigits}`)
  const isScope = cardIds?.length === 1 && cardIds[0] === detail.cardId
  return (
    <span className={classes.card}>
      {name}
      {!isScope && <Button size="compact-xs" variant="subtle" ml={-8} onClick={() => setScope([detail.cardId])}>Only this card</Button>}
    </span>
  )
}

/** "€95.00 at 1.0842": what the merchant charged before it was turned into the card's currency. */
function originalText(original: NonNullable<TransactionDetail['original']>, rate: string | null, money: (value: { minor: number; currency: string }) => string): string {
  const amount = money({ minor: Math.abs(original.minor), currency: original.currency })
  return rate === null ? amount : `${amount} at ${rate}`
}
