import { Anchor, Button } from '@mantine/core'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { PATHS, transactionsHref } from '#renderer/lib/links.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import classes from './overview.module.css'

export function LastImport({ lastImport }: { readonly lastImport: NonNullable<Overview['lastImport']> }) {
  const formats = useFormats()
  const { pick } = useImportRequest()
  const [first = '', ...others] = lastImport.files
  return (
    <div className={classes.lastImport}>
      <span className={classes.needText}>
        <span>
          {first}
          {others.length > 0 && ` and ${others.length} more`}
        </span>
        <span className={classes.faint}>
          <time dateTime={new Date(lastImport.at).toISOString()}>{formats.instant(lastImport.at)}</time>
          {' · '}
          {lastImport.added === 0 ? 'nothing new in it' : (
            <Anchor component={Link} href={transactionsHref({ importId: lastImport.importId })} size="sm">{plural(lastImport.added, 'charge', 'charges', formats.count(lastImport.added))} came in</Anchor>
          )}
        </span>
      </span>
      <Button component={Link} href={PATHS.activity} size="xs" variant="subtle" color="gray">All imports</Button>
      <Button size="xs" variant="default" onClick={() => void pick()}>Open statement files</Button>
    </div>
  )
}
