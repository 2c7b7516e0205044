import { Button } from '@mantine/core'
import { RescueHead } from './components/rescue-head.tsx'
import { TROUBLE_TEXT, type Trouble } from './model/words.ts'
import classes from './components/rescue.module.css'

export interface TroubleViewProps {
  readonly trouble: Exclude<Trouble, 'db.damaged'>
  readonly onAgain: () => void
  readonly onRestore: () => void
}

/** Something outside the books keeps them closed. None of it is a reason to delete anything, so nothing here does. */
export function TroubleView({ trouble, onAgain, onRestore }: TroubleViewProps) {
  const { title, lines, again } = TROUBLE_TEXT[trouble]
  return (
    <div className={classes.view} role="alert">
      <RescueHead title={title} lines={lines} />
      <div className={classes.buttons}>
        {again !== undefined && <Button autoFocus onClick={onAgain}>{again}</Button>}
        {trouble === 'vault.damaged' && <Button variant="default" onClick={onRestore}>Choose a backup</Button>}
      </div>
    </div>
  )
}

/** The folder lies where a database is not safe: said before anything is opened, and left to the person. */
export function NetworkDriveView({ onGoOn }: { readonly onGoOn: () => void }) {
  return (
    <div className={classes.view} role="alert">
      <RescueHead
        title="Cardkeep’s folder is on a drive of another computer"
        lines={['A database can be damaged there: such drives do not keep what two programs need to agree on, and a lost connection in the middle of saving may leave half of it.', 'Move your home folder, or Cardkeep’s folder, to a disk of this computer. Until then write a backup often.']}
      />
      <div className={classes.buttons}>
        <Button autoFocus onClick={onGoOn}>Open all the same</Button>
      </div>
    </div>
  )
}
