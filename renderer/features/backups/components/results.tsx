import { Button } from '@mantine/core'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Restored, Salvaged } from '#shared/rpc/contract/rescue.contract.ts'
import { restoredNotes, salvagedLines } from '../model/words.ts'
import { RescueHead } from './rescue-head.tsx'
import classes from './rescue.module.css'

/** What of damaged books is in the new ones. */
export function SalvagedResult({ result, onOpen }: { readonly result: Salvaged; readonly onOpen: () => void }) {
  const lost = result.isIncomplete ? 'Some rows could not be read. What an issuer keeps of them is fetched again; import the statement files of the last weeks once more, and what is there already is recognised.' : 'Nothing was lost.'
  return (
    <div className={classes.view} role="status">
      <RescueHead tone="good" title={result.isIncomplete ? 'The books open again' : 'The books are whole again'} lines={[lost]} />
      <ul className={classes.lines}>{salvagedLines(result).map((line) => <li key={line}>{line}</li>)}</ul>
      <Button size="md" autoFocus onClick={onOpen}>Open the books</Button>
    </div>
  )
}

/** Which books these are now, and what follows for what was to be sent. */
export function RestoredResult({ result, onOpen }: { readonly result: Restored; readonly onOpen: () => void }) {
  const formats = useFormats()
  return (
    <div className={classes.view} role="status">
      <RescueHead tone="good" title={`These are the books of ${formats.instant(result.madeAt)}`} lines={restoredNotes(result)} />
      <Button size="md" autoFocus onClick={onOpen}>Open the books</Button>
    </div>
  )
}
