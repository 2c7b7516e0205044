import { TextInput } from '@mantine/core'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { matchName } from '#shared/domain/match-name.ts'
import { CategoryGlyph } from './category-glyph.tsx'
import classes from './category-picker.module.css'

interface Chosen {
  readonly id: number
  readonly name: string
}

export interface CategoryPickerProps {
  readonly currentId: number | null
  readonly onChoose: (category: Chosen) => void
  /** Above the list: what the choice applies to. */
  readonly head?: ReactNode
}

/** Type a few letters, Enter. What does not exist yet can be made on the spot. */
export function CategoryPicker({ currentId, onChoose, head }: CategoryPickerProps) {
  const categories = useEngineQuery((ask) => ask.transactions.categories({}))
  const create = useEngineCommand((call) => call.transactions.createCategory)
  const toasts = useToasts()
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState(0)
  const words = matchName(typed)
  const shown = (categories.data ?? []).filter((category) => matchName(category.name).includes(words))
  const isNew = words !== '' && !(categories.data ?? []).some((category) => matchName(category.name) === words)
  const count = shown.length + (isNew ? 1 : 0)
  const make = () => void create.run({ name: typed.trim() }).then(onChoose, toasts.fail)
  const take = (index: number) => {
    const category = shown[index]
    if (category) onChoose(category)
    else if (isNew) make()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && count > 0) setMarked((now) => (now + step + count) % count)
    else if (event.key === 'Enter') take(marked)
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.picker}>
      {head}
      <TextInput
        size="xs"
        placeholder="Category"
        aria-label="Find or name a category"
        maxLength={60}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="category-options"
        aria-activedescendant={count > 0 ? `category-option-${marked}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setMarked(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="category-options" role="listbox" aria-label="Categories" className={classes.options}>
        {shown.map((category, index) => (
          <div
            key={category.id}
            id={`category-option-${index}`}
            ref={index === marked ? revealOption : undefined}
            role="option"
            aria-selected={category.id === currentId}
            data-marked={index === marked || undefined}
            className={classes.option}
            onClick={() => take(index)}
          >
            <CategoryGlyph categoryKey={category.key} name={category.name} />
            <span className={classes.name}>{category.name}</span>
            {category.id === currentId && <IconCheck size={15} stroke={1.8} className={classes.tick} aria-hidden />}
          </div>
        ))}
        {isNew && (
          <div id={`category-option-${shown.length}`} role="option" aria-selected={false} data-marked={marked === shown.length || undefined} className={classes.option} onClick={make}>
            <span className={classes.plus}><IconPlus size={16} stroke={1.6} /></span>
            <span className={classes.name}>New category “{typed.trim()}”</span>
          </div>
        )}
      </div>
    </div>
  )
}

function revealOption(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
