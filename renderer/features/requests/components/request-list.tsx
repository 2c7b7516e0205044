import { IconMoodSmile } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { answeredRequests, openRequests, outcomeText, requestKey, requestTerms, requestTitle } from '../model/request-words.ts'
import { useRequestWords } from '../use-request-words.ts'
import { RequestItem, type RequestForm } from './request-item.tsx'
import { movedFocus, pressIn } from '#renderer/components/data/walk-items.ts'
import classes from '../requests.module.css'

export interface RequestListProps {
  /** Only those of one person; their keys belong to the page around them then. */
  readonly cardholderId?: number
}

/** What waits for an answer, the oldest first; under it, what was answered. */
export function RequestList({ cardholderId }: RequestListProps) {
  const requests = useEngineQuery((ask) => ask.requests.list({ status: null }))
  return (
    <QueryView query={requests}>
      {(all) => {
        const theirs = cardholderId === undefined ? all : all.filter(({ person }) => person?.id === cardholderId)
        return <Requests requests={theirs} isPage={cardholderId === undefined} />
      }}
    </QueryView>
  )
}

function Requests({ requests, isPage }: { readonly requests: readonly LimitRequest[]; readonly isPage: boolean }) {
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
      {answered.length > 0 && <Answered requests={answered} isTitled={isPage || open.length > 0} />}
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

function Answered({ requests, isTitled }: { readonly requests: readonly LimitRequest[]; readonly isTitled: boolean }) {
  const words = useRequestWords()
  return (
    <section aria-label="Answered requests">
      {isTitled && <h3 className={classes.subtitle}>Answered</h3>}
      <ul className={classes.list} aria-label="Answered">
        {requests.map((request) => (
          <li key={requestKey(request)} className={classes.answered}>
            <Avatar name={request.person?.name ?? null} size="sm" />
            <div className={classes.body}>
              <span>{requestTitle(request, words)}</span>
              <span className={classes.faint}>{requestTerms(request, words)}</span>
              {request.reason !== '' && <span className={classes.faint}>“{request.reason}”</span>}
            </div>
            <div className={classes.outcome}>
              <span data-status={request.waitingFor === null ? request.status : 'waiting'}>{outcomeText(request, words)}</span>
              {request.decision?.note && <span className={classes.faint}>“{request.decision.note}”</span>}
              <span className={classes.faint}><Ago at={request.decision?.at ?? request.requestedAt} /></span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
