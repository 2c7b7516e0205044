import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import classes from './charge-drawer.module.css'

type Source = TransactionDetail['sources'][number]

export interface ChargeSourcesProps {
  readonly sources: readonly Source[]
  /** The connection that keeps the charge in step, where it is an issuer's. */
  readonly issuer: Pick<ConnectionSync, 'name' | 'asOf'> | undefined
}

/** Every file row behind the charge, newest first, in the file's own words; or the issuer that tells of it. */
export function ChargeSources({ sources, issuer }: ChargeSourcesProps) {
  if (issuer) return <p className={classes.sub}>From {issuer.name}{issuer.asOf !== null && <>, in step with it <Ago at={issuer.asOf} /></>}.</p>
  if (sources.length === 0) return <p className={classes.sub}>The file it came from is no longer known.</p>
  return (
    <div className={classes.sources}>
      {sources.map((source, index) => (
        <SourceView key={`${source.importId} ${source.file} ${source.line}`} source={source} startsOpen={index === 0 && sources.length === 1} />
      ))}
    </div>
  )
}

function SourceView({ source, startsOpen }: { readonly source: Source; readonly startsOpen: boolean }) {
  const [opened, setOpened] = useState(startsOpen)
  const formats = useFormats()
  return (
    <div className={classes.source}>
      <button type="button" className={classes.sourceHead} aria-expanded={opened} onClick={() => setOpened((now) => !now)}>
        <IconChevronRight size={16} stroke={1.6} aria-hidden />
        <span className={classes.sourceName}>
          <span>{source.file}</span>
          <span className={classes.faint}>{source.format}, line {formats.count(source.line)} · {formats.instant(source.importedAt)}</span>
        </span>
      </button>
      {opened && (
        <div className={classes.raw} data-selectable>
          <table>
            <caption className="ck-hidden">Fields of line {source.line} of {source.file}</caption>
            <tbody>
              {source.raw.map((field, index) => (
                <tr key={`${index} ${field.field}`}>
                  <th scope="row">{field.field}</th>
                  <td>{field.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
