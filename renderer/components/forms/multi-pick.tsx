import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { matchName } from '#shared/domain/match-name.ts'
import classes from './filter-editor.module.css'

export interface PickOption<T> {
  readonly id: T
  readonly name: string
}

export interface MultiPickProps<T> {
  readonly label: string
  readonly options: readonly PickOption<T>[]
  readonly chosen: readonly T[]
  readonly onChosen: (ids: T[]) => void
}

const SEARCH_FROM = 8

/** A list to tick, with a field to narrow it once it is long. */
export function MultiPick<T extends string | number | null>({ label, options, chosen, onChosen }: MultiPickProps<T>) {
  const [typed, setTyped] = useState('')
  const words = matchName(typed)
  const shown = options.filter((option) => matchName(option.name).includes(words))
  const toggle = (id: T) => onChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <>
      {options.length > SEARCH_FROM && (
        <TextInput
          size="xs"
          mb={6}
          placeholder="Type to narrow"
          aria-label={`Narrow ${label.toLowerCase()}`}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = shown
            if (event.key === 'Enter' && first && typed !== '') toggle(first.id)
          }}
        />
      )}
      <div className={classes.options} role="group" aria-label={label}>
        {shown.map((option) => (
          <label key={String(option.id)} className={classes.option}>
            <Checkbox size="xs" checked={chosen.includes(option.id)} onChange={() => toggle(option.id)} />
            <span className={classes.optionName}>{option.name}</span>
          </label>
        ))}
        {shown.length === 0 && <span className={classes.hint}>No match</span>}
      </div>
    </>
  )
}
