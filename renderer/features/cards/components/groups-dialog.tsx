import { ActionIcon, Modal, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { InlineName } from '#renderer/components/forms/inline-name.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { Groups } from '../use-groups.ts'
import classes from './dialogs.module.css'

export interface GroupsDialogProps {
  readonly opened: boolean
  readonly groups: Groups
  readonly onClose: () => void
}

/** A person's own groups: renamed and deleted here, filled from the cards. Departments are the issuer's. */
export function GroupsDialog({ opened, groups, onClose }: GroupsDialogProps) {
  const departments = groups.all.filter((group) => group.kind === 'department')
  return (
    <Modal opened={opened} onClose={onClose} title="Groups of cards">
      {groups.own.length === 0 ? (
        <EmptyState size="inline" title="No groups of your own yet">Select cards, then “Add to group…”.</EmptyState>
      ) : (
        <ul className={classes.plainList} aria-label="Your groups">
          {groups.own.map((group) => (
            <li key={group.key} className={classes.groupRow}>
              <span className={classes.name}>{group.name}</span>
              <InlineName label={`Rename the group ${group.name}`} value={group.name} placeholder="Name" maxLength={60} onSave={(name) => groups.rename(group, name)} />
              <span className={classes.space} />
              <span className={classes.muted}>{plural(group.cardIds.length, 'card', 'cards')}</span>
              <Tooltip label="Delete the group; its cards stay as they are">
                <ActionIcon aria-label={`Delete the group ${group.name}`} onClick={() => groups.remove(group)}><IconTrash size={16} stroke={1.6} /></ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      {departments.length > 0 && (
        <p className={classes.dialogNote}>Departments are groups too, and follow the issuer: {departments.map((group) => `${group.name} (${group.cardIds.length})`).join(', ')}.</p>
      )}
    </Modal>
  )
}
