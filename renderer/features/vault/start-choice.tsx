import { Button } from '@mantine/core'
import { IconBuildingBank, IconFileUpload, IconFlask } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { BrandMark } from './brand-mark.tsx'
import classes from './vault.module.css'

/** Where charges are to come from. No files: they are opened later. */
export interface FirstChoice {
  readonly start: 'files' | 'sandbox' | 'issuer'
  readonly files: readonly FileGrant[]
}

/** The first question, with three answers of equal rank; or none yet. Files may be dropped anywhere on it. */
export function StartChoice({ onChoose, onRestore }: { readonly onChoose: (choice: FirstChoice) => void; readonly onRestore: () => void }) {
  const bridge = useBridge()
  const [isOver, setIsOver] = useState(false)
  const take = (files: readonly FileGrant[]) => {
    if (files.length > 0) onChoose({ start: 'files', files })
  }
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take(await bridge.offerFiles([...event.dataTransfer.files]))
  }
  return (
    <div
      className={classes.start}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <BrandMark size={48} />
      <h1 className={classes.title}>Welcome to Cardkeep</h1>
      <p className={classes.lead}>All of your business’s cards in one place: whose they are and what they spent, readable offline, encrypted on this computer.</p>
      <div className={classes.choices}>
        <Choice icon={<IconFlask size={28} stroke={1.4} />} title="Try it with the sandbox" action={<Button variant="default" onClick={() => onChoose({ start: 'sandbox', files: [] })}>Try the sandbox</Button>}>
          A made-up issuer on this computer, with a made-up company and two years of its charges. Nothing leaves this computer.
        </Choice>
        <Choice icon={<IconBuildingBank size={28} stroke={1.4} />} title="Connect an issuer" action={<Button variant="default" onClick={() => onChoose({ start: 'issuer', files: [] })}>Connect</Button>}>
          Sign in where your cards are from. Charges come in by themselves, and cards can be frozen from here.
        </Choice>
        <Choice isOver={isOver} icon={<IconFileUpload size={28} stroke={1.4} />} title="Open statement files" action={<Button variant="default" onClick={() => void bridge.pickStatements({}).then(take)}>Choose files</Button>}>
          Drop them here or choose them. Any bank’s OFX, QFX or QBO, and the CSV of six big American issuers.
        </Choice>
      </div>
      <div className={classes.otherWays}>
        <Button variant="subtle" color="gray" onClick={() => onChoose({ start: 'files', files: [] })}>Set up first, add files later</Button>
        <Button variant="subtle" color="gray" onClick={onRestore}>Restore from a backup</Button>
      </div>
    </div>
  )
}

interface ChoiceProps {
  readonly icon: ReactNode
  readonly title: string
  readonly action: ReactNode
  readonly isOver?: boolean
  readonly children: ReactNode
}

function Choice({ icon, title, action, isOver = false, children }: ChoiceProps) {
  return (
    <section className={classes.choice} data-over={isOver || undefined} aria-label={title}>
      {icon}
      <h2 className={classes.choiceTitle}>{title}</h2>
      <p className={classes.muted}>{children}</p>
      <div className={classes.choiceAction}>{action}</div>
    </section>
  )
}
