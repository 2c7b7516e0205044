import { Button } from '@mantine/core'
import { IconArrowLeft, IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearch } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS } from '#renderer/lib/links.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { readView, viewHref, wantsInbox, type View } from '../model/address.ts'
import { standingText } from '../model/words.ts'
import { EntryScreen } from './entry-screen.tsx'
import { SandboxPanel } from './sandbox-panel.tsx'
import { SecurityScreen } from './security-screen.tsx'
import type { Prefill } from './sign-in-form.tsx'
import { TestTab } from './test-tab.tsx'
import classes from './connections.module.css'

/** One issuer: the way in, or who is in. In a sandbox its inbox stands beside. */
export function ConnectionScreen({ connection }: { readonly connection: Connection }) {
  const search = useSearch()
  const isSignedIn = connection.state === 'signed-in' || connection.state === 'password-change-required'
  const view = readView(search, isSignedIn)
  const isSandbox = connection.environment === 'sandbox'
  // Codes are needed on the way in; afterwards the inbox is there when it is asked for.
  const [inbox, setInbox] = useState<boolean | null>(null)
  const showsInbox = isSandbox && (inbox ?? (!isSignedIn || wantsInbox(search)))
  const toolbar = (
    <div className={classes.toolbar}>
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconArrowLeft size={14} stroke={1.8} />} onClick={() => goTo(PATHS.connections)}>Connections</Button>
      <span className={classes.toolbarName}>
        <strong>{connection.name}</strong>
        {isSandbox && <span className={classes.mark}>Sandbox</span>}
        <span className={classes.faint}>{standingText(connection)}</span>
      </span>
      {isSandbox && <Button size="xs" variant="default" leftSection={<IconFlask size={14} stroke={1.6} />} aria-pressed={showsInbox} onClick={() => setInbox(!showsInbox)}>{showsInbox ? 'Hide the inbox' : 'Sandbox inbox'}</Button>}
    </div>
  )
  return (
    <PageFrame toolbar={toolbar}>
      <div className={classes.sides} data-beside={showsInbox || undefined} data-entry={!isSignedIn || undefined}>
        <div className={classes.primary}>
          <Side connection={connection} view={view} onCode={() => setInbox(true)} />
        </div>
        {showsInbox && <SandboxPanel connectionId={connection.id} onClose={() => setInbox(false)} />}
      </div>
    </PageFrame>
  )
}

function Side({ connection, view, onCode }: { readonly connection: Connection; readonly view: View; readonly onCode: () => void }) {
  const [prefill, setPrefill] = useState<Prefill | null>(null)
  if (view === 'test') return <TestTab connection={connection} />
  if (view === 'security') return <SecurityScreen connection={connection} onCode={onCode} />
  const toSignIn = (known: Prefill) => {
    setPrefill(known)
    goTo(viewHref(connection.id, 'sign-in'), { replace: true })
  }
  return <EntryScreen key={view} connection={connection} view={view} prefill={view === 'sign-in' ? prefill : null} onSignIn={toSignIn} />
}
