import { Combobox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Keys } from '#renderer/components/data/keys.tsx'
import type { PickGroup, PickItem } from './pick-filter.ts'
import classes from './pick-menu.module.css'

/** Groups of options inside a Combobox: mark, label, grey hint, check, keys. */
export function PickOptions({ groups, value = null }: { readonly groups: readonly PickGroup[]; readonly value?: string | null }) {
  return groups.map((group) => (
    <Combobox.Group key={group.key} label={group.label} className={classes.group}>
      {group.items.map((item) => (
        <PickOption key={item.key} item={item} isChosen={item.key === value} />
      ))}
    </Combobox.Group>
  ))
}

function PickOption({ item, isChosen }: { readonly item: PickItem; readonly isChosen: boolean }) {
  return (
    <Combobox.Option value={item.key} active={isChosen} className={classes.option}>
      {item.mark}
      <span className={classes.text}>
        <span className={classes.label}>{item.label}</span>
        {item.hint && <span className={classes.hint}>{item.hint}</span>}
      </span>
      {isChosen && <IconCheck size={16} stroke={1.8} aria-hidden />}
      {item.shortcut && <Keys keys={item.shortcut} />}
    </Combobox.Option>
  )
}
