import { Link } from 'wouter'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { reportHref } from '#renderer/lib/links.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import classes from './imports.module.css'

/** The cardholders that the files name, each with their report. */
export function PeopleFound({ preview }: { readonly preview: ImportPreview }) {
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const names = new Set(preview.accounts.flatMap((account) => account.cardMembers).map(matchName))
  const found = (people.data ?? []).filter((person) => names.has(matchName(person.name)))
  if (found.length === 0) return null
  return (
    <Section title="People in these files">
      <ul className={classes.people}>
        {found.map((person) => (
          <li key={person.id}>
            <Link href={reportHref({ personId: person.id })} className={classes.person}>
              <Avatar name={person.name} size="sm" />
              {person.name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
