import { Button } from '@mantine/core'
import { IconFolderPlus } from '@tabler/icons-react'
import { PickMenu } from '#renderer/components/forms/pick-menu.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { Groups } from '../use-groups.ts'

export interface GroupMenuProps {
  readonly groups: Groups
  readonly cardIds: readonly number[]
  readonly size?: 'xs' | 'compact-sm'
}

/** Puts cards into a group: one that exists, or one made by typing its name. */
export function GroupMenu({ groups, cardIds, size = 'xs' }: GroupMenuProps) {
  const items = groups.own.map((group) => ({ key: group.key, label: group.name, hint: plural(group.cardIds.length, 'card', 'cards') }))
  const pick = (key: string) => {
    const group = groups.own.find((one) => one.key === key)
    if (group) groups.add(group, cardIds)
  }
  return (
    <PickMenu
      label={items.length === 0 ? 'Name of a new group' : 'Find a group, or name a new one'}
      groups={[{ key: 'own', items }]}
      width={280}
      onPick={pick}
      create={{ label: (name) => `Make the group “${name}”`, onCreate: (name) => groups.create(name.slice(0, 60), cardIds) }}
      target={(toggle) => (
        <Button size={size} variant="default" leftSection={<IconFolderPlus size={15} stroke={1.7} />} onClick={toggle}>Add to group…</Button>
      )}
    />
  )
}
