import { Button, Checkbox, Modal } from '@mantine/core'
import { plural } from '#renderer/lib/formats.ts'
import { useGroups } from '../use-groups.ts'
import type { CardDialogProps } from './card-dialogs.tsx'
import { GroupMenu } from './group-menu.tsx'
import classes from './dialogs.module.css'

/** Which of a person's groups the card is in. */
export function CardGroupsDialog({ detail: { card }, opened, onClose }: CardDialogProps) {
  const groups = useGroups()
  return (
    <Modal opened={opened} onClose={onClose} title="Groups">
      {groups.own.length === 0 && <p className={classes.dialogNote}>There are no groups yet. A group can be chosen wherever cards can: in the switcher, in filters, in reports.</p>}
      <ul className={classes.plainList} aria-label="Groups">
        {groups.own.map((group) => (
          <li key={group.key} className={classes.groupRow}>
            <Checkbox
              label={group.name}
              checked={group.cardIds.includes(card.id)}
              onChange={(event) => (event.currentTarget.checked ? groups.add(group, [card.id]) : groups.takeOut(group, card.id))}
            />
            <span className={classes.space} />
            <span className={classes.muted}>{plural(group.cardIds.length, 'card', 'cards')}</span>
          </li>
        ))}
      </ul>
      <div className={classes.dialogActions}>
        <GroupMenu groups={groups} cardIds={[card.id]} />
        <Button onClick={onClose}>Done</Button>
      </div>
    </Modal>
  )
}
