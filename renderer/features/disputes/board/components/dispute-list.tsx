import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { isOver } from '#shared/domain/disputes/stages.ts'
import { daysLeft } from '#shared/domain/disputes/deadline.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import { StageMark } from '../../components/stage-mark.tsx'
import { cardText, isPartial, reasonTitle } from '../../model/dispute-words.ts'
import { dueOn, leftText, needsYou, nextText } from '../../model/next-words.ts'
import { useDisputeWords, type DisputeWords } from '../../use-dispute-words.ts'
import type { BoardGroup } from '../model/groups.ts'
import classes from './board.module.css'

const STEP = 30

/** One part of the board: each row leads to its dispute. */
export function DisputeGroup({ group }: { readonly group: BoardGroup }) {
  const [most, setMost] = useState(STEP)
  const words = useDisputeWords()
  const { rows, title } = group
  return (
    <section className={classes.group} aria-label={title}>
      <h2 className={classes.groupTitle}>{title} <span className="ck-figure">{words.count(rows.length)}</span></h2>
      <ul className={classes.list} aria-label={title}>
        {rows.slice(0, most).map((row) => <li key={row.id}><Row row={row} words={words} /></li>)}
      </ul>
      {rows.length > most && <Button mt={8} size="compact-sm" variant="subtle" color="gray" onClick={() => setMost(most + 10 * STEP)}>Show more ({words.count(rows.length - most)})</Button>}
    </section>
  )
}

function Row({ row, words }: { readonly row: DisputeRow; readonly words: DisputeWords }) {
  return (
    <Link href={itemHref('dispute', row.id)} className={classes.row} data-item>
      <span className={classes.what}>
        <span className={classes.merchant}>{row.charge.merchant}</span>
        <span className={classes.faint}>{reasonTitle(row.reason)}</span>
        <span className={classes.narrowWho}>{cardText(row.charge)}</span>
      </span>
      <span className={classes.whose}>
        <span>{row.charge.holderName ?? 'No cardholder'}</span>
        <span className={classes.faint}>{row.charge.cardName}, {words.date(row.charge.on)}</span>
      </span>
      <span className={classes.standing}>
        <span className={classes.mark}><StageMark dispute={row} /><Left row={row} words={words} /></span>
        <span className={classes.faint}>{standingText(row, words)}</span>
      </span>
      <span className={classes.amount}>
        <MoneyText {...row.amount} />
        <Beneath row={row} words={words} />
      </span>
    </Link>
  )
}

/** How long there is for what comes next. */
function Left({ row, words }: { readonly row: DisputeRow; readonly words: DisputeWords }) {
  const day = dueOn(row)
  if (day === null || isOver(row.stage)) return null
  const isClose = needsYou(row, words.today) || daysLeft(words.today, day) < 0
  return <span className={classes.left} data-close={isClose || undefined}>{leftText(day, words.today)}</span>
}

/** What comes next, or since when it is over. */
function standingText(row: DisputeRow, words: DisputeWords): string {
  if (row.problem !== null) return row.stage === 'queued' ? 'Open it to see why' : row.stage === 'draft' ? 'Open it to see why, and send it again' : 'What you asked for was not taken: open it to see why'
  const next = nextText(row, words)
  if (next === null) return row.sentAt === null ? '' : `Sent on ${words.date(momentOf(row.sentAt).day)}`
  if (row.stage !== 'draft' || row.missing === 0) return next
  return `${next}, ${words.count(row.missing)} ${row.missing === 1 ? 'thing' : 'things'} missing`
}

function Beneath({ row, words }: { readonly row: DisputeRow; readonly words: DisputeWords }) {
  if (isOver(row.stage) && row.won !== null && row.stage === 'partly-won') return <span className={classes.faint}>{words.money(row.won)} won</span>
  return isPartial(row) ? <span className={classes.faint}>of {words.money(row.charge.amount)}</span> : null
}
