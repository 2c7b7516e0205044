import { Checkbox, Tooltip } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { DataTable, type Column } from '#renderer/components/data/data-table.tsx'
import { UsageBar } from '#renderer/components/data/usage-bar.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { itemHref } from '#renderer/lib/links.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { changeText, fullness, spendChange, standingOf, tightestOf } from '../model/people.ts'
import classes from '../employees.module.css'

export interface PeopleTableProps {
  readonly caption: string
  readonly people: readonly Cardholder[]
  /** undefined: not known yet. */
  readonly limits: readonly Limit[] | undefined
  readonly selected: ReadonlySet<number>
  readonly onSelect: (personId: number, isSelected: boolean) => void
}

/** Everyone with a card, or who will get one. A row opens the person. */
export function PeopleTable({ caption, people, limits, selected, onSelect }: PeopleTableProps) {
  const columns: readonly Column<Cardholder>[] = [
    { key: 'name', header: 'Name', sortBy: (person) => person.name, cell: (person) => <PersonCell person={person} isSelected={selected.has(person.id)} onSelect={onSelect} /> },
    { key: 'department', header: 'Department', sortBy: (person) => person.department ?? '', cell: (person) => person.department ?? <None /> },
    { key: 'cards', header: 'Cards', sortBy: (person) => person.cards.length, cell: (person) => <CardsCell person={person} /> },
    { key: 'limit', header: 'Fullest limit', sortBy: (person) => fullestShare(person, limits), cell: (person) => <LimitCell person={person} limits={limits} /> },
    { key: 'waiting', header: 'Waits', align: 'right', sortBy: (person) => person.openRequests, cell: (person) => <Count value={person.openRequests} one="limit request waits" many="limit requests wait" /> },
    { key: 'declines', header: 'Declined', align: 'right', sortBy: (person) => person.declines, cell: (person) => <Count value={person.declines} one="charge was declined in the last 30 days" many="charges were declined in the last 30 days" /> },
    { key: 'spend', header: 'This month', align: 'right', sortBy: (person) => spendChange(person.spend)?.now.minor ?? 0, cell: (person) => <SpendCell person={person} /> },
  ]
  return (
    <div className={classes.table}>
      <DataTable caption={caption} rows={people} getKey={(person) => person.id} onOpen={(person) => goTo(itemHref('person', person.id))} columns={columns} />
    </div>
  )
}

const None = () => <span className={classes.none}>–</span>

interface PersonCellProps {
  readonly person: Cardholder
  readonly isSelected: boolean
  readonly onSelect: PeopleTableProps['onSelect']
}

function PersonCell({ person, isSelected, onSelect }: PersonCellProps) {
  const standing = standingOf(person)
  return (
    <span className={classes.person}>
      {/* The row opens the person; the box beside the name only chooses them. */}
      <span role="presentation" className={classes.pick} onClick={(event) => event.stopPropagation()}>
        <Checkbox size="xs" aria-label={`Choose ${person.name}`} checked={isSelected} onChange={(event) => onSelect(person.id, event.currentTarget.checked)} />
      </span>
      <Avatar name={person.name} />
      <span className={classes.who}>
        <Link href={itemHref('person', person.id)} className={classes.name} tabIndex={-1} onClick={(event) => event.stopPropagation()}>{person.name}</Link>
        {(person.title !== null || person.department !== null || standing !== null) && (
          <span className={classes.under}>
            {standing !== null && <span className={classes.standing} data-kind={standing.kind}>{standing.kind === 'waiting' && <IconClock size={13} stroke={1.8} aria-hidden />}{standing.word}</span>}
            {person.title !== null && <span className={classes.title}>{person.title}</span>}
            {person.department !== null && <span className={classes.narrowOnly}>{person.department}</span>}
          </span>
        )}
      </span>
    </span>
  )
}

const MOST_CARDS = 2

function CardsCell({ person: { cards } }: { readonly person: Cardholder }) {
  if (cards.length === 0) return <span className={classes.none}>None</span>
  const shown = cards.slice(0, MOST_CARDS)
  const more = cards.length - shown.length
  return (
    <span className={classes.cards} title={cards.map((card) => card.name).join(', ')}>
      {shown.map((card) => <span key={card.id} className="ck-figure">·· {card.lastDigits ?? card.name}</span>)}
      {more > 0 && <span className={classes.faint}>+ {more}</span>}
    </span>
  )
}

function fullestShare(person: Cardholder, limits: PeopleTableProps['limits']): number {
  const limit = tightestOf(person, limits ?? [])
  return limit === null ? -1 : fullness(limit)
}

function LimitCell({ person, limits }: { readonly person: Cardholder; readonly limits: PeopleTableProps['limits'] }) {
  const formats = useFormats()
  if (limits === undefined) return null
  const limit = tightestOf(person, limits)
  if (limit === null) return <span className={classes.none}>No limit</span>
  const share = fullness(limit)
  const said = `${formats.money(limit.used)} of ${formats.money(limit.inForce)} used`
  return (
    <Tooltip label={`${limit.who}: ${said}`}>
      <span className={classes.limit}>
        <span className={classes.bar}><UsageBar label={said} share={share} /></span>
        <span className="ck-figure">{formats.percent(share)}</span>
      </span>
    </Tooltip>
  )
}

function Count({ value, one, many }: { readonly value: number; readonly one: string; readonly many: string }) {
  if (value === 0) return <None />
  return <span className={classes.count} title={`${value} ${value === 1 ? one : many}`}>{value}</span>
}

function SpendCell({ person }: { readonly person: Cardholder }): ReactNode {
  const formats = useFormats()
  const change = spendChange(person.spend)
  if (change === null) return <None />
  const said = changeText(change, formats.percent)
  return (
    <span className={classes.spend}>
      <MoneyTotals totals={person.spend.thisMonth} empty={formats.money(change.now)} />
      {said !== null && <span className={classes.faint} title={`${formats.money(change.before)} by this day of last month`}>{said.text}<span className={classes.tail}>{said.tail}</span></span>}
    </span>
  )
}
