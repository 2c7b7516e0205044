import { Button } from '@mantine/core'
import { useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { answeredTerms, answeredTitle, outcomeText, requestKey } from '../model/request-words.ts'
import { useRequestWords } from '../use-request-words.ts'
import classes from '../requests.module.css'

export interface AnsweredRequestsProps {
  readonly requests: readonly LimitRequest[]
  readonly isTitled: boolean
  /** Shown before somebody asks for all. */
  readonly most: number
}

/** What was asked and what was said to it, the newest answer first. */
export function AnsweredRequests({ requests, isTitled, most }: AnsweredRequestsProps) {
  const formats = useFormats()
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? requests : requests.slice(0, most)
  return (
    <section aria-label="Answered requests">
      {isTitled && <h3 className={classes.subtitle}>Answered</h3>}
      <ul className={classes.list} aria-label="Answered">
        {shown.map((request) => <li key={requestKey(request)}><Answered request={request} /></li>)}
      </ul>
      {shown.length < requests.length && <Button size="xs" variant="subtle" color="gray" onClick={() => setShowsAll(true)}>Show all {formats.count(requests.length)}</Button>}
    </section>
  )
}

function Answered({ request }: { readonly request: LimitRequest }) {
  const words = useRequestWords()
  return (
    <div className={classes.answered}>
      <Avatar name={request.person?.name ?? null} size="sm" />
      <div className={classes.body}>
        <span>{answeredTitle(request, words)}</span>
        <span className={classes.faint}>{answeredTerms(request, words)}</span>
        {request.reason !== '' && <span className={classes.faint}>“{request.reason}”</span>}
      </div>
      <div className={classes.outcome}>
        <span data-status={request.waitingFor === null ? request.status : 'waiting'}>{outcomeText(request, words)}</span>
        {request.decision?.note && <span className={classes.faint}>“{request.decision.note}”</span>}
        <span className={classes.faint}><Ago at={request.decision?.at ?? request.requestedAt} /></span>
      </div>
    </div>
  )
}
