import { Button } from '@mantine/core'
import { IconBuildingBank, IconFileDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { itemHref } from '#renderer/lib/links.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'

/** Nothing is here yet: what is on its way, or the ways to begin. */
export function FirstStep({ start }: { readonly start: ReactNode }) {
  const { cardIds, label, setScope } = useScope()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  if (cardIds !== null) {
    return (
      <EmptyState icon={IconFileDownload} title={`No charges on ${label} yet`} action={<Button variant="default" onClick={() => setScope(null)}>Show all cards</Button>}>
        Look at all cards, or open statement files that have charges of this one.
      </EmptyState>
    )
  }
  const issuers = status.data ?? []
  const issuer = issuers.find(({ state }) => state === 'syncing') ?? issuers.find(({ state }) => state !== 'signed-out') ?? issuers[0]
  if (issuer === undefined) return status.data === undefined && !status.error ? null : start
  return <OnItsWay issuer={issuer} />
}

/** An issuer is connected, and nothing of it has arrived. */
function OnItsWay({ issuer: { connectionId, name, state, progress } }: { readonly issuer: ConnectionSync }) {
  if (state === 'signed-out') {
    return (
      <EmptyState icon={IconBuildingBank} title={`Sign in to ${name}`} action={<Button component={Link} href={itemHref('connections', connectionId)}>Sign in</Button>}>
        It is connected. Its cards and charges come once you are signed in.
      </EmptyState>
    )
  }
  if (state === 'syncing' || state === 'never') {
    return (
      <EmptyState icon={IconBuildingBank} title={`Fetching from ${name}`} action={<div style={{ width: 320 }}><TaskProgress label="Cards, people and charges" progress={progress === null ? null : { ...progress, label: '' }} /></div>}>
        The first time takes a moment. You can look around meanwhile.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconBuildingBank} title={`Nothing has come from ${name} yet`} action={<Button component={Link} href={itemHref('connections', connectionId)} variant="default">Show the connection</Button>}>
      {state === 'up-to-date' ? 'The issuer has no charges of yours.' : 'It is tried again by itself. The connection test says what is in the way.'}
    </EmptyState>
  )
}
