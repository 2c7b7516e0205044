import { Button } from '@mantine/core'
import { IconArrowLeft, IconFlask, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS, readItem } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { ConnectDialog } from './components/connect-dialog.tsx'
import { ConnectionList } from './components/connection-list.tsx'
import { ConnectionScreen } from './components/connection-screen.tsx'
import { StartWays } from './components/start-ways.tsx'
import { readStart } from './model/address.ts'
import { useStartSandbox } from './use-start-sandbox.ts'
import classes from './components/connections.module.css'

/** Where cards come from. The address names one connection and a side of it, or none for the list. */
export function ConnectionsPage() {
  const wanted = readItem(useSearch())
  const list = useEngineQuery((ask) => ask.connections.list({}))
  if (wanted === null) return <QueryView query={list}>{(all) => <Everything connections={all} />}</QueryView>
  return (
    <QueryView query={list}>
      {(all) => {
        const connection = all.find(({ id, kind }) => id === wanted && kind === 'gateway')
        return connection ? <ConnectionScreen key={connection.id} connection={connection} /> : <Gone />
      }}
    </QueryView>
  )
}

function Gone() {
  return (
    <PageFrame>
      <EmptyState title="That connection is not here any more" action={<Button leftSection={<IconArrowLeft size={16} stroke={1.6} />} variant="default" onClick={() => goTo(PATHS.connections, { replace: true })}>All connections</Button>}>
        It was forgotten on this computer.
      </EmptyState>
    </PageFrame>
  )
}

function Everything({ connections }: { readonly connections: readonly Connection[] }) {
  const start = readStart(useSearch())
  const [isConnecting, setIsConnecting] = useState(start === 'issuer')
  const sandbox = useStartSandbox()
  useStartOnce(start === 'sandbox', sandbox.start)
  useShortcut('n', 'Connect an issuer', () => setIsConnecting(true))
  const hasSandbox = connections.some(({ environment }) => environment === 'sandbox')
  const close = () => setIsConnecting(false)
  const shown = connections.filter(({ kind, cards }) => kind === 'gateway' || cards > 0)
  if (shown.length === 0 && !sandbox.isRunning)
    return (
      <PageFrame>
        {sandbox.error && <ErrorState size="inline" error={sandbox.error} onRetry={sandbox.start} />}
        <StartWays title="Nothing is connected yet">Choose where your cards and charges come from. Others can be added later.</StartWays>
        <ConnectDialog opened={isConnecting} onClose={close} />
      </PageFrame>
    )
  const toolbar = (
    <div className={classes.toolbar}>
      <span className={classes.faint}>Where cards and charges come from</span>
      {!hasSandbox && <Button size="xs" variant="default" leftSection={<IconFlask size={14} stroke={1.6} />} loading={sandbox.isRunning} onClick={sandbox.start}>Try the sandbox</Button>}
      <Button size="xs" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={() => setIsConnecting(true)}>Connect an issuer</Button>
    </div>
  )
  return (
    <PageFrame toolbar={toolbar}>
      {sandbox.error && <ErrorState size="inline" error={sandbox.error} onRetry={sandbox.start} />}
      <ConnectionList connections={shown} />
      <ConnectDialog opened={isConnecting} onClose={close} />
    </PageFrame>
  )
}

/** What was chosen before the page was open is done once, and not again after Back. */
function useStartOnce(isWanted: boolean, start: () => void): void {
  const done = useRef(false)
  useEffect(() => {
    if (!isWanted || done.current) return
    done.current = true
    goTo(PATHS.connections, { replace: true })
    start()
  })
}
