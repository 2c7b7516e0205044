import { SegmentedControl } from '@mantine/core'
import { useSearch } from 'wouter'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { readTab, securityHref, type SecurityTab } from '../model/address.ts'
import { ContactTab } from './contact-tab.tsx'
import { EventsTab } from './events-tab.tsx'
import { PasswordTab } from './password-tab.tsx'
import { PlacesTab } from './places-tab.tsx'
import { TestTab } from './test-tab.tsx'
import classes from './connections.module.css'

const LABELS: Readonly<Record<SecurityTab, string>> = { events: 'Events', places: 'Computers', contact: 'Contact', password: 'Password', test: 'Test' }
const KEYS: readonly { readonly tab: SecurityTab; readonly key: string }[] = [
  { tab: 'events', key: '1' }, { tab: 'places', key: '2' }, { tab: 'contact', key: '3' }, { tab: 'password', key: '4' }, { tab: 'test', key: '5' },
]

/** Who is signed in, and what keeps it theirs. */
export function SecurityScreen({ connection, onCode }: { readonly connection: Connection; readonly onCode: () => void }) {
  const isForced = connection.state === 'password-change-required'
  const tab = readTab(useSearch())
  const show = (next: SecurityTab) => goTo(securityHref(connection.id, next), { replace: true })
  if (isForced) return <PasswordTab key="forced" connection={connection} isForced />
  return (
    <div className={classes.security}>
      {KEYS.map((one) => <TabKey key={one.tab} label={LABELS[one.tab]} letter={one.key} onPress={() => show(one.tab)} />)}
      <SegmentedControl size="xs" aria-label="Which side" className={classes.tabs} value={tab} onChange={(value) => show(value as SecurityTab)} data={KEYS.map((one) => ({ value: one.tab, label: LABELS[one.tab] }))} />
      <div key={tab}>{contentOf(tab, connection, onCode)}</div>
    </div>
  )
}

function contentOf(tab: SecurityTab, connection: Connection, onCode: () => void) {
  switch (tab) {
    case 'events':
      return <EventsTab connectionId={connection.id} />
    case 'places':
      return <PlacesTab connectionId={connection.id} />
    case 'contact':
      return <ContactTab connectionId={connection.id} onCode={onCode} />
    case 'password':
      return <PasswordTab connection={connection} isForced={false} />
    case 'test':
      return <TestTab connection={connection} />
  }
}

function TabKey({ label, letter, onPress }: { readonly label: string; readonly letter: string; readonly onPress: () => void }) {
  useShortcut(letter, label, onPress)
  return null
}
