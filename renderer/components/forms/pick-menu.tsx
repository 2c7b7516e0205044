import { Combobox, useCombobox, type ComboboxStore } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { CREATE_KEY, filterGroups, type PickGroup } from './pick-filter.ts'
import { PickOptions } from './pick-options.tsx'
import classes from './pick-menu.module.css'

export interface PickMenuProps {
  /** The button that opens it: `(toggle) => <UnstyledButton onClick={toggle}>…`. It gets the ref and the ARIA. */
  readonly target: (toggle: () => void) => ReactElement
  /** What is picked, for screen readers and as the field's placeholder. */
  readonly label: string
  readonly groups: readonly PickGroup[]
  /** Key of what is chosen now. */
  readonly value?: string | null
  readonly onPick: (key: string) => void
  /** Offers to make what was typed: "Add “Dana Reyes”". */
  readonly create?: { readonly label: (text: string) => ReactNode; readonly onCreate: (text: string) => void }
  readonly width?: number
  /** Controlled opening, for a shortcut. */
  readonly opened?: boolean
  readonly onOpenedChange?: (opened: boolean) => void
}

/** A button that opens a list to pick from: type to find, ↑ ↓ Enter, Esc; the focus goes back to the button. */
export function PickMenu({ target, label, groups, value = null, onPick, create, width = 320, opened, onOpenedChange }: PickMenuProps) {
  const [query, setQuery] = useState('')
  const combobox = useCombobox({
    ...(opened === undefined ? {} : { opened }),
    ...(onOpenedChange === undefined ? {} : { onOpenedChange }),
    onDropdownClose: () => setQuery(''),
  })
  useMenuFocus(combobox)
  const { selectFirstOption } = combobox
  useEffect(() => {
    if (query !== '') selectFirstOption()
  }, [query, selectFirstOption])
  const shown = filterGroups(groups, query)
  const text = query.trim()
  const isKnown = groups.some((group) => group.items.some((item) => item.label.toLowerCase() === text.toLowerCase()))
  const canCreate = create !== undefined && text !== '' && !isKnown
  const submit = (key: string) => {
    combobox.closeDropdown()
    if (key === CREATE_KEY) create?.onCreate(text)
    else onPick(key)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit} width={width} position="bottom-start" withinPortal>
      <Combobox.Target targetType="button" withAriaAttributes>
        {target(() => combobox.toggleDropdown())}
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        <Combobox.Search
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          data-pick-search
          role="combobox"
          aria-expanded={combobox.dropdownOpened}
          placeholder={label}
          aria-label={label}
          className={classes.search}
        />
        <Combobox.Options className={classes.options} aria-label={label}>
          <PickOptions groups={shown} value={value} />
          {canCreate && (
            <Combobox.Option value={CREATE_KEY} className={classes.option}>
              <IconPlus size={16} stroke={1.8} aria-hidden />
              <span className={classes.label}>{create.label(text)}</span>
            </Combobox.Option>
          )}
          {shown.length === 0 && !canCreate && <Combobox.Empty>Nothing found</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** Into the search when it opens, however it was opened; back to the button when it closes, unless the focus went elsewhere. */
function useMenuFocus({ dropdownOpened, focusSearchInput, selectActiveOption, focusTarget, resetSelectedOption }: ComboboxStore): void {
  useEffect(() => {
    if (!dropdownOpened) return undefined
    focusSearchInput()
    const timer = setTimeout(selectActiveOption, 0)
    return () => {
      clearTimeout(timer)
      resetSelectedOption()
      const focused = document.activeElement
      const isOurs = focused instanceof HTMLElement && focused.dataset['pickSearch'] !== undefined
      if (isOurs || focused === document.body) focusTarget()
    }
  }, [dropdownOpened, focusSearchInput, selectActiveOption, focusTarget, resetSelectedOption])
}
