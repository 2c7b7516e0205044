import { CardFace } from '#renderer/components/data/card-face.tsx'
import { Fact, Facts } from '#renderer/components/data/detail-drawer.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import type { CardDialog } from '../model/card-dialog.ts'
import { useConnectionOf } from '../use-connection.ts'
import { CardGroups } from './card-groups.tsx'
import { CardStanding } from './card-standing.tsx'
import { CardVerbs } from './card-verbs.tsx'
import { HolderMenu } from './holder-menu.tsx'
import classes from '../card-page.module.css'

export interface CardSideProps {
  readonly detail: CardDetail
  readonly onDialog: (dialog: CardDialog) => void
}

/** The face, how it stands, the verbs, and what it is. */
export function CardSide({ detail, onDialog }: CardSideProps) {
  const { card } = detail
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const isIssued = useConnectionOf(card) !== undefined
  return (
    <aside className={classes.side} aria-label="The card">
      <CardFace card={card} />
      <div className={classes.acts}>
        <CardStanding card={card} isVerbElsewhere />
        <CardVerbs detail={detail} isIssued={isIssued} onDialog={onDialog} />
      </div>
      <div className={classes.facts}>
        <Facts>
          <Fact label="Cardholder"><HolderMenu card={card} people={people.data ?? []} /></Fact>
          <Fact label="Groups"><CardGroups card={card} /></Fact>
          <ProductFacts detail={detail} />
          <DateFacts detail={detail} />
        </Facts>
      </div>
    </aside>
  )
}

function ProductFacts({ detail: { card, product, account } }: { readonly detail: CardDetail }) {
  return (
    <>
      {product && <Fact label="Product">{product.name}{card.form === 'virtual' ? ', virtual' : ''}</Fact>}
      {product && <Fact label="Annual fee">{product.annualFee.minor === 0 ? 'None' : <MoneyText {...product.annualFee} />}</Fact>}
      <Fact label="Account">{account.label}</Fact>
    </>
  )
}

function DateFacts({ detail: { card, issuedOn, account } }: { readonly detail: CardDetail }) {
  const formats = useFormats()
  return (
    <>
      {card.expiry && <Fact label="Expires"><span className="ck-figure">{String(card.expiry.month).padStart(2, '0')}/{String(card.expiry.year).slice(2)}</span></Fact>}
      {issuedOn && <Fact label="Issued">{formats.date(issuedOn)}</Fact>}
      {card.status !== 'closed' && account.nextCloseOn && <Fact label="Next close">{formats.date(account.nextCloseOn)}</Fact>}
      {account.dueOn && <Fact label="Payment due">{formats.date(account.dueOn)}</Fact>}
    </>
  )
}
