import { Button } from '@mantine/core'
import { IconArrowLeft, IconAdjustments, IconChartBar, IconReceipt2 } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { InlineName } from '#renderer/components/forms/inline-name.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref, PATHS, reportHref, transactionsHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { standingOf, statusWord } from '../model/people.ts'
import { ActiveDialog } from './active-dialog.tsx'
import classes from '../employees.module.css'

/** Who it is, how they stand, and where else to look at them. */
export function PersonHead({ detail }: { readonly detail: CardholderDetail }) {
  const { person } = detail
  const [asked, setAsked] = useState<'deactivate' | 'reactivate' | null>(null)
  const editLimits = limitEditorHref({ personIds: [person.id] })
  useShortcut('l', 'Edit the limits', () => goTo(editLimits))
  useShortcut('g', 'Show the charges', () => goTo(transactionsHref({ cardholderIds: [person.id] })))
  const standing = standingOf(person)
  const word = standing?.word ?? (person.status === null ? null : statusWord(person.status))
  const facts = [person.title, person.department, word].filter((fact) => fact !== null)
  return (
    <>
      <nav aria-label="Back" className={classes.back}>
        <Link href={PATHS.employees}><IconArrowLeft size={15} stroke={1.7} aria-hidden /> Employees</Link>
      </nav>
      <header className={classes.head}>
        <Avatar name={person.name} size="lg" />
        <div className={classes.headText}>
          <Name detail={detail} />
          <div className={classes.headFacts}>{facts.map((fact) => <span key={fact}>{fact}</span>)}</div>
        </div>
        <div className={classes.headActions}>
          <Button component={Link} href={editLimits} size="xs" leftSection={<IconAdjustments size={15} stroke={1.7} />}>Edit limits…</Button>
          <Button component={Link} href={reportHref({ personId: person.id })} size="xs" variant="default" leftSection={<IconChartBar size={15} stroke={1.7} />}>Report</Button>
          <Button component={Link} href={transactionsHref({ cardholderIds: [person.id] })} size="xs" variant="default" leftSection={<IconReceipt2 size={15} stroke={1.7} />}>Charges</Button>
          {person.can.deactivate && <Button size="xs" variant="default" onClick={() => setAsked('deactivate')}>Deactivate…</Button>}
          {person.can.reactivate && <Button size="xs" variant="default" onClick={() => setAsked('reactivate')}>Activate again…</Button>}
        </div>
      </header>
      <ActiveDialog detail={detail} asked={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function Name({ detail: { person } }: { readonly detail: CardholderDetail }) {
  const toasts = useToasts()
  const command = useEngineCommand((call) => call.employees.rename)
  const rename = (name: string) => {
    if (name === '') return
    command.run({ cardholderId: person.id, name }).then(() => toasts.undo(`Renamed to ${name}`, () => command.run({ cardholderId: person.id, name: person.name })), toasts.fail)
  }
  return (
    <h2 className={classes.headName}>
      <span data-selectable>{person.name}</span>
      <InlineName label={`Rename ${person.name}`} value={person.name} placeholder="Name" maxLength={120} onSave={rename} />
    </h2>
  )
}
