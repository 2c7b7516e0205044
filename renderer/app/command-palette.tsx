import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { filterGroups } from '#renderer/components/forms/pick-filter.ts'
import { PickOptions } from '#renderer/components/forms/pick-options.tsx'
import { usePaletteGroups, type PaletteActions } from './palette-groups.tsx'
import type { Overlay } from './use-overlays.ts'
import classes from './command-palette.module.css'

export interface CommandPaletteProps extends PaletteActions {
  readonly state: Overlay
}

/** Everything by its name: pages, cards, people, actions, and the charges that hold a word. */
export function CommandPalette({ state, ...actions }: CommandPaletteProps) {
  return (
    <Modal opened={state.isOpen} onClose={state.close} withCloseButton={false} size={600} yOffset="14vh" centered={false} padding={0} title={null} attributes={{ content: { 'aria-label': 'Find anything' } }}>
      <PaletteList actions={actions} onDone={state.close} />
    </Modal>
  )
}

function PaletteList({ actions, onDone }: { readonly actions: PaletteActions; readonly onDone: () => void }) {
  const [query, setQuery] = useState('')
  // Once the list is there the field is drawn again, because only then can it name the list it controls.
  const listId = useId()
  const [, setList] = useState<HTMLDivElement | null>(null)
  const combobox = useCombobox({
    opened: true,
    // Esc: the list believes it closes a menu; here it closes the palette.
    onOpenedChange: (isOpen) => {
      if (!isOpen) onDone()
    },
  })
  const { groups, search } = usePaletteGroups(actions, query)
  const shown = [...filterGroups(groups, query), ...(search ? [search.group] : [])]
  const { selectFirstOption } = combobox
  useEffect(() => {
    selectFirstOption()
  }, [query, selectFirstOption])
  const submit = (key: string) => {
    onDone()
    const run = search?.run.get(key) ?? groups.flatMap((group) => group.items).find((item) => item.key === key)?.run
    run?.()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          className={classes.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder="Find a page, card, person or charge"
          aria-label="Find anything"
          leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
          data-autofocus
          role="combobox"
        />
      </Combobox.EventsTarget>
      <Combobox.Options ref={setList} id={listId} className={classes.options} aria-label="Results">
        <PickOptions groups={shown} />
        {shown.length === 0 && <Combobox.Empty>Nothing found</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}
