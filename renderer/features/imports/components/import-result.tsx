import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { PATHS, reportHref, transactionsHref } from '#renderer/lib/links.ts'
import type { ImportPreview, ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { resultLines, resultTitle } from '../model/result.ts'
import { PeopleFound } from './people-found.tsx'
import { UnheldCards } from './unheld-cards.tsx'
import classes from './imports.module.css'

export interface ImportResultProps {
  readonly importId: number
  /** What was previewed, while the page still knows it. */
  readonly preview: ImportPreview | null
}

/** What came in, what to do next, and the way back. */
export function ImportResult({ importId, preview }: ImportResultProps) {
  const imports = useEngineQuery((ask) => ask.imports.list({}))
  return (
    <PageFrame>
      <QueryView query={imports}>
        {(list) => {
          const record = list.find((one) => one.id === importId)
          return record ? <Result record={record} preview={preview} /> : <Gone />
        }}
      </QueryView>
    </PageFrame>
  )
}

function Gone() {
  return (
    <EmptyState title="That import is not in the books" action={<Button component={Link} href={PATHS.activity} variant="default">All imports</Button>}>
      It may be of another vault.
    </EmptyState>
  )
}

function Result({ record, preview }: { readonly record: ImportRecord; readonly preview: ImportPreview | null }) {
  const formats = useFormats()
  const toasts = useToasts()
  const { pick } = useImportRequest()
  const undo = useEngineCommand((call) => call.imports.undo)
  const title = useRef<HTMLHeadingElement>(null)
  // What came in is the first thing to be read, whichever way one reads.
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const isUndone = record.undoneAt !== null
  const takeBack = () => undo.run({ importId: record.id }).catch(toasts.fail)
  const Icon = isUndone ? IconArrowBackUp : IconCircleCheck
  return (
    <>
      <header className={classes.resultHead} data-undone={isUndone || undefined}>
        <Icon size={28} stroke={1.5} aria-hidden />
        <div>
          <h2 ref={title} className={classes.resultTitle} tabIndex={-1}>{resultTitle(record, formats.count)}</h2>
          <ul className={classes.resultLines}>
            {resultLines(record, formats.count, formats.range).map((line) => <li key={line}>{line}</li>)}
          </ul>
        </div>
      </header>
      <div className={classes.resultActions}>
        {!isUndone && record.added + record.updated > 0 && <Button component={Link} href={transactionsHref({ importId: record.id })}>Show the charges</Button>}
        {!isUndone && record.added > 0 && <Button component={Link} href={reportHref()} variant="default">Open the report</Button>}
        <Button variant="default" onClick={() => void pick()}>Open more files</Button>
        {!isUndone && <Button variant="subtle" color="gray" loading={undo.isRunning} onClick={() => void takeBack()}>Undo this import</Button>}
      </div>
      {!isUndone && preview && <PeopleFound preview={preview} />}
      {!isUndone && <UnheldCards />}
    </>
  )
}

