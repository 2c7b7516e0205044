import { Link } from 'wouter'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref, PATHS } from '#renderer/lib/links.ts'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import classes from '../card-page.module.css'

const SHOWN = 3

/** The newest statements of the account that the card is billed to. */
export function AccountStatements({ detail: { card, account } }: { readonly detail: CardDetail }) {
  const formats = useFormats()
  const statements = useEngineQuery((ask) => ask.statements.list({ scope: { cardIds: [card.id] } }))
  const own = (statements.data ?? []).filter((statement) => statement.accountId === account.id)
  if (own.length === 0) return null
  return (
    <Section title="Statements" aside={account.label} actions={<Link className={classes.link} href={PATHS.statements}>All statements</Link>}>
      <ul className={classes.rows} aria-label="Newest statements">
        {own.slice(0, SHOWN).map((statement) => (
          <li key={statement.id}>
            <Link className={classes.row} href={itemHref('statements', statement.id)}>
              <span className={classes.rowMain}>{statement.openedOn === null ? `To ${formats.date(statement.closedOn)}` : formats.range(statement.openedOn, statement.closedOn)}</span>
              {statement.dueOn && <span className={classes.rowAside}>due {formats.date(statement.dueOn)}</span>}
              <MoneyText minor={-statement.closingMinor} currency={statement.currency} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
