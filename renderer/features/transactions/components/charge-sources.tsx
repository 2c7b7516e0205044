import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import classes from './charge-drawer.module.css'

type Source = TransactionDetail['sources'][number]

/** Every file row behind the charge, newest first, in the file's own words. */
export function ChargeSources({ sources }: { readonly sources: readonly Source[] }) {
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
