import { Button } from '@mantine/core'
import { IconAlertTriangle, IconSend } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { Link } from 'wouter'
import { PATHS } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { afterwards } from '#shared/domain/disputes/deadline.ts'
import { STAGES } from '#shared/domain/disputes/stages.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { dueOn, leftText, needsYou, nextText } from '../../model/next-words.ts'
import { problemText } from '../../model/problem-words.ts'
import { useDisputeWords } from '../../use-dispute-words.ts'
import { lossText } from '../model/loss-words.ts'
import { useBegunAnswer } from '../use-begun-answer.ts'
import { PutAside, TakeBack } from './undone-acts.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { RespondForm } from './respond-form.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import classes from './case.module.css'

type Open = 'respond' | 'withdraw' | 'record'

/** What happens next, by when, and what can be done now. */
export function CaseNext({ detail }: { readonly detail: DisputeDetail }) {
  const words = useDisputeWords()
  const [open, setOpen] = useState<Open | null>(null)
  const panel = useRef<HTMLElement>(null)
  const { can, stage, channel } = detail
  useBegunAnswer(detail, () => setOpen((now) => now ?? 'respond'))
  useShortcut('a', 'Answer the merchant', () => setOpen('respond'), { enabled: can.respond })
  useShortcut('r', 'Record what came of it', () => setOpen('record'), { enabled: can.record })
  useShortcut('w', 'Withdraw', () => setOpen('withdraw'), { enabled: can.withdraw && stage !== 'queued' })
  const close = () => setOpen(null)
  const leaveForm = () => {
    close()
    requestAnimationFrame(() => (panel.current?.querySelector<HTMLElement>('[data-act="respond"]') ?? panel.current)?.focus())
  }
  const next = nextText(detail, words)
  const day = dueOn(detail)
  return (
    <section ref={panel} className={classes.next} tabIndex={-1} aria-label="What happens next" data-needs-you={needsYou(detail, words.today) || undefined}>
      <h3 className={classes.nextTitle}>{stage === 'queued' ? STAGES.queued.title : (next ?? STAGES[stage].title)}{day !== null && <span className={classes.left}>{leftText(day, words.today)}</span>}</h3>
      <p className={classes.nextText}>{STAGES[stage].next[channel]}</p>
      {stage === 'lost' && <p className={classes.nextText}>{lossText(detail.lossReason)}</p>}
      {(stage === 'lost' || stage === 'expired') && <StillToDo detail={detail} />}
      <Waiting detail={detail} />
      {detail.problem !== null && <Notice icon={<IconAlertTriangle size={18} stroke={1.6} aria-hidden />}>{detail.waitingFor === null ? 'The issuer did not take it.' : 'It cannot go on by itself.'} {problemText(detail.problem)}</Notice>}
      {open === 'respond' && can.respond ? <RespondForm detail={detail} onClose={leaveForm} /> : <Acts detail={detail} onOpen={setOpen} />}
      <WithdrawDialog detail={detail} opened={open === 'withdraw'} onClose={close} />
      <RecordDialog detail={detail} opened={open === 'record'} onClose={close} />
    </section>
  )
}

function Acts({ detail, onOpen }: { readonly detail: DisputeDetail; readonly onOpen: (open: Open) => void }) {
  const { can, stage } = detail
  if (stage === 'queued') return can.withdraw ? <div className={classes.acts}><TakeBack detail={detail} /></div> : null
  if (!can.respond && !can.record && !can.withdraw && !can.discard) return null
  return (
    <div className={classes.acts}>
      {can.respond && <Button data-act="respond" onClick={() => onOpen('respond')}>Answer the merchant</Button>}
      {can.record && <Button onClick={() => onOpen('record')}>Record what came of it…</Button>}
      {can.discard && <PutAside detail={detail} />}
      {can.withdraw && <Button variant={can.respond || can.record ? 'subtle' : 'default'} color="gray" onClick={() => onOpen('withdraw')}>Withdraw…</Button>}
    </div>
  )
}

const WAITING: Readonly<Record<NonNullable<DisputeDetail['waitingFor']>, string>> = {
  submit: 'It has not left this computer yet.',
  withdraw: 'The withdrawal has not left this computer yet.',
  respond: 'Your answer has not left this computer yet.',
}

/** What was done here and waits for the network. */
function Waiting({ detail: { waitingFor } }: { readonly detail: DisputeDetail }) {
  if (waitingFor === null) return null
  return (
    <Notice icon={<IconSend size={18} stroke={1.6} aria-hidden />}>
      {WAITING[waitingFor]} <Link className={classes.link} href={`${PATHS.activity}?tab=changes`}>See what waits</Link>
    </Notice>
  )
}

/** After the end: what is left. */
function StillToDo({ detail: { reason, stage } }: { readonly detail: DisputeDetail }) {
  const ways = afterwards(reason).filter((text) => stage === 'expired' || !text.startsWith('Ask the issuer whether'))
  return (
    <>
      <p className={classes.nextText}>What can still be done:</p>
      <ul className={classes.ways}>{ways.map((text) => <li key={text}>{text}</li>)}</ul>
    </>
  )
}

function Notice({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={classes.notice} role="note">
      {icon}
      <span>{children}</span>
    </div>
  )
}
