import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { Ago } from '#renderer/components/data/ago.tsx'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'
import { actionLabel, changeGroup, changeReason, changeState, changeTitle, groupChanges, visibleActions, type ChangeAction } from '../model/change-words.ts'
import { useChangeActions, useOfflineIds } from '../use-changes.ts'
import { ChangeIcon } from './change-icon.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import classes from './activity.module.css'

/** Every change on its way to an issuer: what needs a person, what waits, what was settled in the last day. */
export function ChangeList() {
  const outbox = useEngineQuery((ask) => ask.sync.outbox({}))
  const offline = useOfflineIds()
  const [asked, setAsked] = useState<OutboxItem | null>(null)
  return (
    <>
      <QueryView query={outbox}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={IconSend} title="No change is waiting">What you change about a card, a person, a limit or a dispute is sent to its issuer. Until the issuer has confirmed it, it stands here.</EmptyState>
          ) : (
            groupChanges(items).map(({ group, title, changes }) => (
              <Section key={group} title={title}>
                <ul className={classes.list} aria-label={title}>
                  {changes.map((item) => <Change key={item.id} item={item} isOffline={offline.has(item.connectionId)} onDiscard={() => setAsked(item)} />)}
                </ul>
              </Section>
            ))
          )
        }
      </QueryView>
      <DiscardDialog item={asked} onClose={() => setAsked(null)} />
    </>
  )
}

interface ChangeProps {
  readonly item: OutboxItem
  readonly isOffline: boolean
  readonly onDiscard: () => void
}

function Change({ item, isOffline, onDiscard }: ChangeProps) {
  const { retry, dismiss } = useChangeActions()
  const run: Readonly<Record<ChangeAction, () => void>> = { retry: () => retry(item), dismiss: () => dismiss(item), discard: onDiscard }
  const formats = useFormats()
  const title = changeTitle(item, formats)
  const href = changeHref(item)
  const group = changeGroup(item)
  const reason = changeReason(item)
  const isSettled = group === 'settled'
  return (
    <li className={classes.change} data-group={group}>
      <ChangeIcon group={group} />
      <div className={classes.text}>
        <span className={classes.title}>{href === null ? title : <Link className={classes.link} href={href}>{title}</Link>}</span>
        <span className={classes.facts}>
          <span>{changeState(item, isOffline)}</span>
          <span><Ago at={isSettled ? item.updatedAt : item.createdAt} /></span>
          {item.nextAttemptAt !== null && item.attempts > 0 && <span>Next try <Ago at={item.nextAttemptAt} as="next" /></span>}
          <span>{item.connectionName}</span>
        </span>
        {reason !== null && <span className={classes.reason}>{reason}</span>}
      </div>
      <div className={classes.actions}>
        {visibleActions(item).map((action) => (
          <Button key={action} size="xs" variant={action === 'retry' ? 'default' : 'subtle'} {...(action === 'retry' ? {} : { color: 'gray' })} onClick={run[action]} aria-label={`${actionLabel(action, item)} ${title}`}>{actionLabel(action, item)}</Button>
        ))}
      </div>
    </li>
  )
}

/** Where what it is about can be seen. */
function changeHref({ card, person, facts }: OutboxItem): string | null {
  if (typeof facts['disputeId'] === 'number') return itemHref('dispute', facts['disputeId'])
  if (card) return itemHref('card', card.id)
  return person ? itemHref('person', person.id) : null
}
