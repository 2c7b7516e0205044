import { Button, Checkbox, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { matchName } from '#shared/domain/match-name.ts'
import { CATEGORY_GROUPS, groupState, toggleGroup, toggleKey } from '../model/category-groups.ts'
import type { Naming } from '../model/words.ts'
import classes from './sentence.module.css'

export interface CategoryPickerProps {
  readonly label: string
  readonly chosen: readonly string[]
  readonly naming: Naming
  readonly onChosen: (keys: readonly string[]) => void
  readonly removeLabel: string
  readonly onRemove: () => void
  /** Above the list: what the choice means. */
  readonly head?: ReactNode
  /** Under it: what goes further. */
  readonly foot?: ReactNode
}

/** Categories by readable groups, a whole group at once or one by one; typing narrows. */
export function CategoryPicker({ label, chosen, naming, onChosen, removeLabel, onRemove, head, foot }: CategoryPickerProps) {
  const [typed, setTyped] = useState('')
  const words = matchName(typed)
  const groups = CATEGORY_GROUPS.map((group) => ({ group, keys: matchName(group.name).includes(words) ? group.keys : group.keys.filter((key) => matchName(naming.category(key)).includes(words)) })).filter(({ keys }) => keys.length > 0)
  return (
    <div className={classes.form}>
      {head}
      <TextInput size="xs" placeholder="Type to narrow" aria-label="Narrow the categories" data-autofocus value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className={classes.list} role="group" aria-label={label}>
        {groups.map(({ group, keys }) => (
          <div key={group.name} role="group" aria-label={group.name}>
            {group.keys.length > 1 && (
              <label className={classes.groupRow}>
                <Checkbox size="xs" checked={groupState(group, chosen) === 'all'} indeterminate={groupState(group, chosen) === 'some'} onChange={() => onChosen(toggleGroup(group, chosen))} />
                <span>{group.name}</span>
              </label>
            )}
            <div className={group.keys.length > 1 ? classes.members : undefined}>
              {keys.map((key) => (
                <label key={key} className={classes.listRow}>
                  <Checkbox size="xs" checked={chosen.includes(key)} onChange={() => onChosen(toggleKey(key, chosen))} />
                  <span>{naming.category(key)}</span>
                </label>
              ))}
            </div>
          </div>
        ))}
        {groups.length === 0 && <span className={classes.fine}>No category of that name</span>}
      </div>
      {foot}
      <div className={classes.formEnd}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>{removeLabel}</Button>
        <span className={classes.fine}>{chosen.length === 0 ? 'None chosen' : `${chosen.length} chosen`}</span>
      </div>
    </div>
  )
}
