import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { useNow } from '#renderer/lib/use-now.ts'
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import { doneText, firstName, isFresh, remedyLabel, whyText } from '../model/decline-words.ts'
import { tellText } from '../model/tell-words.ts'
import { useDeclineWords } from '../use-decline-words.ts'
import { useRemedy } from '../use-remedy.ts'
import classes from '../declines.module.css'

export interface DeclineItemProps {
  readonly decline: Decline
  /** Beside the time, where no heading says it. */
  readonly withDay: boolean
  readonly isOffline: boolean
}

/** One refused charge: what, why, by which rule, what helps, and what to tell whoever stands at the till. */
export function DeclineItem({ decline, withDay, isOffline }: DeclineItemProps) {
  const words = useDeclineWords()
  const formats = useFormats()
  const [done, setDone] = useState<Decline['remedies'][number] | null>(null)
  const [isHelping, setHelping] = useState(false)
  const [isTelling, setTelling] = useState(false)
  const remedy = useRemedy(decline, (offered) => {
    setDone(offered)
    setTelling(offered !== null)
  })
  const { merchant, amount, person } = decline
  const why = whyText(decline, words)
  const now = useNow(60_000)
  const offersHelp = isHelping || isFresh(decline, now)
  return (
    <article className={classes.decline} data-item tabIndex={-1} aria-label={`${merchant}, ${formats.money({ ...amount, minor: Math.abs(amount.minor) })}, declined`}>
      <Head decline={decline} withDay={withDay} />
      <p className={classes.reason}>
        {why.text}
        {why.isWorkedOut && <span className={classes.faint}> Worked out here: the issuer did not say which.</span>}
      </p>
      {done !== null && <p className={classes.done} role="status"><IconCheck size={15} stroke={2} aria-hidden /> {doneText(done, decline, words)}{isOffline ? '. It is sent as soon as the issuer can be reached.' : ''}</p>}
      {remedy.error && <ErrorState size="inline" error={remedy.error} />}
      <div className={classes.actions}>
        {done === null && offersHelp && decline.remedies.map((offered, index) => (
          <Button key={offered.remedy} size="xs" variant="default" data-act={index === 0 ? 'remedy' : undefined} disabled={remedy.isRunning} onClick={() => void remedy.run(offered, doneText(offered, decline, words))}>{remedyLabel(offered, decline, words)}</Button>
        ))}
        {done === null && !offersHelp && decline.remedies.length > 0 && <Button size="xs" variant="subtle" color="gray" onClick={() => setHelping(true)}>What would help</Button>}
        <Button size="xs" variant="subtle" color="gray" data-act="tell" aria-expanded={isTelling} onClick={() => setTelling((now) => !now)}>What to tell {person === null ? 'them' : firstName(person.name)}</Button>
      </div>
      {isTelling && <Tell takesFocus={done !== null} text={tellText(decline, { done, isWaiting: isOffline && done !== null }, words)} />}
    </article>
  )
}

function Head({ decline, withDay }: Pick<DeclineItemProps, 'decline' | 'withDay'>) {
  const formats = useFormats()
  const { merchant, amount, card, person, at } = decline
  const { day, time } = momentOf(at)
  return (
    <>
        <div className={classes.head}>
          <h3 className={classes.merchant}>{merchant}</h3>
          {decline.passedLater && <span className={classes.passed}><IconCheck size={14} stroke={2} aria-hidden /> Went through later</span>}
          <span className={classes.amount}><MoneyText minor={Math.abs(amount.minor)} currency={amount.currency} /></span>
        </div>
        <div className={classes.facts}>
          <time dateTime={new Date(at).toISOString()} title={formats.instant(at)}>{withDay ? `${formats.date(day)}, ${time}` : time}</time>
          <Link className={classes.link} href={itemHref('card', card.id)}>{card.name}</Link>
          {person !== null && <Link className={classes.link} href={itemHref('person', person.id)}>{person.name}</Link>}
        </div>
    </>
  )
}

/** `takesFocus`: what was pressed before is gone, and this comes next. */
function Tell({ text, takesFocus }: { readonly text: string; readonly takesFocus: boolean }) {
  const bridge = useBridge()
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => setCopied((await bridge.copyText({ text })) ? text : null)
  return (
    <div className={classes.tell}>
      <p data-selectable>{text}</p>
      <Button size="xs" variant="default" data-act="copy" autoFocus={takesFocus} leftSection={<IconCopy size={14} stroke={1.6} />} onClick={() => void copy()}>{copied === text ? 'Copied' : 'Copy'}</Button>
    </div>
  )
}
