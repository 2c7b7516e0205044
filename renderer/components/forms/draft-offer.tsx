import { Button } from '@mantine/core'
import classes from './draft-offer.module.css'

export interface DraftOfferProps {
  /** What was begun: "You had begun a note here before Cardkeep locked." */
  readonly text: string
  readonly onTake: () => void
  readonly onDrop: () => void
}

/** What was begun in this form before a lock, offered beside it: never put over what stands there now. */
export function DraftOffer({ text, onTake, onDrop }: DraftOfferProps) {
  return (
    <div className={classes.offer} role="status">
      <span>{text}</span>
      <Button size="compact-xs" variant="subtle" onClick={onTake}>Go on with it</Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onDrop}>Discard</Button>
    </div>
  )
}
