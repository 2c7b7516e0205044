import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { SearchField } from '#renderer/components/forms/search-field.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { findLicences, loadLicences, type ShippedPackage } from './model/licences.ts'
import classes from './diagnostics.module.css'

/** Everything that Cardkeep is built from, each with its licence. */
export function LicencesPage() {
  const [search, setSearch] = useState('')
  const licences = useQuery<readonly ShippedPackage[], AppError>({
    queryKey: ['bundle', 'licences'],
    queryFn: () => loadLicences().catch((error: unknown) => Promise.reject(toAppError(error))),
    staleTime: Infinity,
  })
  return (
    <PageFrame toolbar={<SearchField label="Find packages" text={search} onText={setSearch} />}>
      <Section title="Licences" aside={licences.data && plural(licences.data.length, 'package', 'packages')}>
        <p className={classes.lead}>
          Cardkeep is made with the work of others. Each of these ships with it, under the licence beside it; Electron brings Chromium’s own list in its folder, as LICENSES.chromium.html.
        </p>
        <QueryView query={licences}>{(all) => <Packages packages={findLicences(all, search)} search={search} />}</QueryView>
      </Section>
    </PageFrame>
  )
}

interface PackagesProps {
  readonly packages: readonly ShippedPackage[]
  readonly search: string
}

function Packages({ packages, search }: PackagesProps) {
  if (packages.length === 0) return <EmptyState size="inline" title={`No package is called “${search}”`}>Search for a part of its name or of its licence, such as MIT.</EmptyState>
  return (
    <ul className={classes.list}>
      {packages.map((one) => (
        <li key={`${one.name}@${one.version}`} className={classes.item}>
          <details>
            <summary className={classes.summary}>
              <span className={classes.name}>{one.name} <span className={classes.version}>{one.version}</span></span>
              <span className={classes.licence}>{one.licence}</span>
            </summary>
            {one.text === null ? <p className={classes.faint}>The package names its licence and brings no text of its own.</p> : <pre className={classes.licenceText} data-selectable tabIndex={0} aria-label={`Licence of ${one.name}`}>{one.text}</pre>}
          </details>
        </li>
      ))}
    </ul>
  )
}
