import { IconMoodSmile } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { answeredRequests, openRequests, requestKey } from '../model/request-words.ts'
import { AnsweredRequests } from './answered-requests.tsx'
import { RequestItem, type RequestForm } from './request-item.tsx'
import { movedFocus, pressIn } from '#renderer/components/data/walk-items.ts'
import classes from '../requests.module.css'

export interface RequestListProps {
  /** Only those of one person; their keys belong to the page around them then. */
  readonly cardholderId?: number
  /** Between what waits and what was answered. */
  readonly between?: ReactNode
}

/** What waits for an answer, the oldest first; under it, what was answered. */
export function RequestList({ cardholderId, between }: RequestListProps) {
  const requests = useEngineQuery((ask) => ask.requests.list({ status: null }))
  return (
    <QueryView query={requests}>
      {(all) => {
        const theirs = cardholderId === undefined ? all : all.filter(({ person }) => person?.id === cardholderId)
        return <Requests requests={theirs} isPage={cardholderId === undefined} between={between} />
      }}
    </QueryView>
  )
}

function Requests({ requests, isPage, between }: { readonly requests: readonly LimitRequest[]; readonly isPage: boolean; readonly between: ReactNode }) {
  const open = openRequests(requests)
  const answered = answeredRequests(requests)
  if (requests.length === 0 && !isPage) return <EmptyState size="inline" title="No requests">What they ask for, and what was said to it, stands here.</EmptyState>
  return (
    <>
      {open.length > 0 && <Open requests={open} isPage={isPage} />}
      {open.length === 0 && isPage && (
        <EmptyState icon={IconMoodSmile} size="inline" title="Nobody waits for an answer">
          When an employee asks for a higher limit, it stands here with their reason until you approve, change or decline it.
        </EmptyState>
      )}
      {between && <div className={classes.between}>{between}</div>}
      {answered.length > 0 && <AnsweredRequests requests={answered} isTitled={isPage || open.length > 0} most={isPage ? 10 : 3} />}
    </>
  )
}

function Open({ requests, isPage }: { readonly requests: readonly LimitRequest[]; readonly isPage: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  const [form, setForm] = useState<{ readonly key: string; readonly kind: RequestForm } | null>(null)
  useShortcut(['j', 'ArrowDown'], 'Next request', () => movedFocus(list.current, 1), { enabled: isPage })
  useShortcut(['k', 'ArrowUp'], 'Previous request', () => movedFocus(list.current, -1), { enabled: isPage })
  useShortcut('a', 'Approve as asked', () => pressIn(list.current, 'approve'), { enabled: isPage })
  useShortcut('c', 'Change and approve', () => pressIn(list.current, 'change'), { enabled: isPage })
  useShortcut('d', 'Decline', () => pressIn(list.current, 'decline'), { enabled: isPage })
  return (
    <ul ref={list} className={classes.list} aria-label="Requests that wait">
      {requests.map((request) => {
        const key = requestKey(request)
        return (
          <li key={key}>
            <RequestItem request={request} form={form?.key === key ? form.kind : null} onForm={(kind) => setForm(kind === null ? null : { key, kind })} />
          </li>
        )
      })}
    </ul>
  )
}
