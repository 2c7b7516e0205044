import { Button, Menu } from '@mantine/core'
import { IconFlask, IconUserPlus } from '@tabler/icons-react'
import type { Identity } from '#shared/gateway/resources/identity.ts'
import { useAsked } from '../use-asked.ts'
import classes from './connections.module.css'

/** Only a sandbox has people one may pretend to be. */
export function MadeUpPeople({ connectionId, onPick }: { readonly connectionId: number; readonly onPick: (identity: Identity) => void }) {
  const people = useAsked((call) => call.connections.sandboxIdentities, { connectionId })
  const found = people.data ?? []
  return (
    <div className={classes.sandboxBar}>
      <IconFlask size={16} stroke={1.6} aria-hidden />
      <span>Nobody here is real.</span>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconUserPlus size={14} stroke={1.6} />} disabled={found.length === 0} loading={people.isLoading && people.data === undefined}>Fill in a made-up person</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {found.map(({ name, email, identity }) => (
            <Menu.Item key={email} onClick={() => onPick(identity)}>
              {name}
              <span className={classes.menuHint}>{email}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
