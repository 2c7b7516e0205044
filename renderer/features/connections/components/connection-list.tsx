import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconBuildingBank, IconDots, IconFileText, IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { Ago } from '#renderer/components/data/ago.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { plural } from '#renderer/lib/formats.ts'
import { PATHS } from '#renderer/lib/links.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { securityHref, viewHref } from '../model/address.ts'
import { STATE_WORDS } from '../model/words.ts'
import { ForgetDialog } from './forget-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import classes from './connections.module.css'

type Asking = { readonly what: 'forget' | 'rename'; readonly connection: Connection }

/** Where cards come from, each with how it stands and what can be done. */
export function ConnectionList({ connections }: { readonly connections: readonly Connection[] }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      <ul className={classes.rows}>
        {connections.map((connection) => (
          <ConnectionRow key={connection.id} connection={connection} onAsk={(what) => setAsking({ what, connection })} />
        ))}
      </ul>
      <ForgetDialog connection={asking?.what === 'forget' ? asking.connection : null} onClose={close} />
      <RenameDialog connection={asking?.what === 'rename' ? asking.connection : null} onClose={close} />
    </>
  )
}

const MARKS = { files: IconFileText, sandbox: IconFlask, production: IconBuildingBank } as const

function ConnectionRow({ connection, onAsk }: { readonly connection: Connection; readonly onAsk: (what: Asking['what']) => void }) {
  const { kind, name, environment, state, cards, waiting } = connection
  const Mark = MARKS[environment ?? 'files']
  return (
    <li className={classes.row} aria-label={name}>
      <Mark size={22} stroke={1.5} className={classes.rowIcon} aria-hidden />
      <div className={classes.rowText}>
        <div className={classes.rowName}>
          {name}
          {environment === 'sandbox' && <span className={classes.mark}>Sandbox</span>}
        </div>
        <div className={classes.faint}>
          <span className={classes.stateWord} data-state={state}>{STATE_WORDS[state]}</span>
          <About connection={connection} />
        </div>
        {waiting > 0 && <div className={classes.attentionText}>{plural(waiting, 'change waits', 'changes wait')} to be sent</div>}
      </div>
      <div className={classes.rowActions}>
        {kind === 'files' ? <Button component={Link} href={cards > 0 ? PATHS.activity : PATHS.imports} size="xs" variant="default">{cards > 0 ? 'Past imports' : 'Import'}</Button> : <IssuerActions connection={connection} onAsk={onAsk} />}
      </div>
    </li>
  )
}

function About({ connection: { kind, person, cards, syncedAt } }: { readonly connection: Connection }) {
  return (
    <>
      {person !== null && ` · ${person.name}, ${person.companyName}`}
      {(cards > 0 || kind === 'files') && ` · ${plural(cards, 'card', 'cards')}`}
      {kind === 'gateway' && syncedAt !== null && <> · as of <Ago at={syncedAt} as="clock" /></>}
    </>
  )
}

function IssuerActions({ connection, onAsk }: { readonly connection: Connection; readonly onAsk: (what: Asking['what']) => void }) {
  const { id, name, state, environment } = connection
  const toasts = useToasts()
  const signOut = useEngineTask((call) => call.connections.signOut)
  const leave = async () => {
    if (await signOut.start({ connectionId: id })) toasts.say(`Signed out of ${name}. Everything on this computer stays readable.`)
  }
  const isSignedIn = state === 'signed-in'
  return (
    <>
      {state === 'signed-out' && <Button component={Link} href={viewHref(id, 'sign-in')} size="xs">Sign in</Button>}
      {state === 'password-change-required' && <Button component={Link} href={viewHref(id, 'security')} size="xs">Choose a password</Button>}
      {isSignedIn && <Button component={Link} href={viewHref(id, 'security')} size="xs" variant="default">Security</Button>}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={`More for ${name}`} loading={signOut.state.status === 'running'}><IconDots size={18} stroke={1.6} /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {environment === 'sandbox' && <Menu.Item onClick={() => goTo(`${viewHref(id, 'security')}&inbox=1`)}>Sandbox inbox</Menu.Item>}
          <Menu.Item onClick={() => goTo(isSignedIn ? securityHref(id, 'test') : viewHref(id, 'test'))}>Test the connection</Menu.Item>
          <Menu.Item onClick={() => onAsk('rename')}>Rename</Menu.Item>
          {state !== 'signed-out' && <Menu.Item onClick={() => void leave()}>Sign out</Menu.Item>}
          <Menu.Divider />
          <Menu.Item className={classes.danger} onClick={() => onAsk('forget')}>Forget…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
