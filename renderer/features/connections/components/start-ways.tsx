import { Button } from '@mantine/core'
import { IconBuildingBank, IconFileText, IconFlask } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useStartSandbox } from '../use-start-sandbox.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import classes from './start-ways.module.css'

export interface StartWaysProps {
  readonly title: string
  readonly children?: ReactNode
}

/** The three ways in, of equal rank. */
export function StartWays({ title, children }: StartWaysProps) {
  const { pick } = useImportRequest()
  const sandbox = useStartSandbox()
  const [isConnecting, setIsConnecting] = useState(false)
  return (
    <div className={classes.start}>
      <h2 className={classes.title}>{title}</h2>
      {children && <p className={classes.lead}>{children}</p>}
      {sandbox.error && <ErrorState size="inline" error={sandbox.error} onRetry={sandbox.start} />}
      <div className={classes.ways}>
        <Way icon={<IconFlask size={28} stroke={1.4} />} title="Try it with the sandbox" action={<Button variant="default" loading={sandbox.isRunning} onClick={sandbox.start}>Start the sandbox</Button>}>
          A made-up issuer on this computer, with a made-up company: its people, cards and two years of charges. Nothing leaves this computer.
        </Way>
        <Way icon={<IconBuildingBank size={28} stroke={1.4} />} title="Connect an issuer" action={<Button variant="default" onClick={() => setIsConnecting(true)}>Enter its address</Button>}>
          Sign in where your cards are from. Charges come in by themselves, and cards can be frozen from here.
        </Way>
        <Way icon={<IconFileText size={28} stroke={1.4} />} title="Open statement files" action={<Button variant="default" onClick={() => void pick()}>Choose files</Button>}>
          Any bank’s OFX, QFX or QBO, and the CSV of American Express, Chase, Citi, Capital One, Bank of America and Discover. Or drop them on this window.
        </Way>
      </div>
      <ConnectDialog opened={isConnecting} onClose={() => setIsConnecting(false)} />
    </div>
  )
}

function Way({ icon, title, action, children }: { readonly icon: ReactNode; readonly title: string; readonly action: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.way} aria-label={title}>
      <span className={classes.icon} aria-hidden>{icon}</span>
      <h3 className={classes.wayTitle}>{title}</h3>
      <p className={classes.text}>{children}</p>
      <div className={classes.action}>{action}</div>
    </section>
  )
}
