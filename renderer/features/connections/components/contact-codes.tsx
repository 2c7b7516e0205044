import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { CodeForm } from './code-form.tsx'
import type { CodeResult } from '../use-code.ts'
import type { ContactChangeBegun } from './contact-tab.tsx'
import classes from './connections.module.css'

/** Two codes, one after the other: the old address proves who asks, the new one that it can be read. */
export function ContactCodes({ connectionId, begun, onEnd }: { readonly connectionId: number; readonly begun: ContactChangeBegun; readonly onEnd: () => void }) {
  const toasts = useToasts()
  const [isOldDone, setIsOldDone] = useState(false)
  const take = (result: CodeResult) => {
    if (result.outcome !== 'contact-confirmed') return
    if (!result.applied) {
      setIsOldDone(true)
      return
    }
    toasts.say(begun.change.kind === 'phone' ? 'Phone changed' : 'E-mail changed')
    onEnd()
  }
  const which = isOldDone ? 'new' : 'old'
  return (
    <div className={classes.narrow}>
      {isOldDone && <p className={classes.doneLine}><IconCheck size={16} stroke={2} aria-hidden /> The old address is confirmed.</p>}
      <CodeForm
        key={which}
        title={isOldDone ? 'Confirm the new address' : 'Confirm the old address'}
        lead={isOldDone ? 'Now a code to where you want to be reached.' : 'First a code to where you are reached now.'}
        step={`Step ${isOldDone ? 2 : 1} of 2`}
        connectionId={connectionId}
        challenge={isOldDone ? begun.newChallenge : begun.oldChallenge}
        verb="Confirm"
        onBack={onEnd}
        onVerified={take}
        onStartOver={onEnd}
      />
    </div>
  )
}
