import { Button, Tooltip } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import classes from '#renderer/components/forms/filter-editor.module.css'
import { FilterLine } from '#renderer/components/forms/filter-line.tsx'
import { SearchField } from '#renderer/components/forms/search-field.tsx'
import { useMenuCommand } from '#renderer/lib/menu-context.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import { conditionCount, STATES, type BoardView } from '../model/view.ts'
import { reasonTitle } from '../../model/dispute-words.ts'

export interface BoardFiltersProps {
  readonly view: BoardView
  readonly rows: readonly DisputeRow[]
  /** `replace`: without a step back, while somebody types. */
  readonly onView: (part: Partial<BoardView>, replace?: boolean) => void
  /** null: nothing to export. */
  readonly onExport: (() => void) | null
}

const NOTHING: BoardView = { text: '', state: null, reason: null, merchant: null }

/** Which disputes: by words, how they stand, reason and merchant. */
export function BoardFilters({ view, rows, onView, onExport }: BoardFiltersProps) {
  const { cardIds, label, setScope } = useScope()
  useMenuCommand('export', () => onExport?.())
  useShortcut('e', 'Export these disputes', () => onExport?.(), { enabled: onExport !== null })
  const reasons = [...new Set(rows.map(({ reason }) => reason ?? ('none' as const)))].map((id) => ({ id, label: reasonLabel(id) })).toSorted((a, b) => a.label.localeCompare(b.label))
  const merchants = [...new Set(rows.map(({ charge }) => charge.merchant))].toSorted((a, b) => a.localeCompare(b)).map((name) => ({ id: name, label: name }))
  return (
    <FilterLine
      search={<SearchField label="Find disputes" text={view.text} onText={(text) => onView({ text }, true)} />}
      onClear={conditionCount(view) > 1 ? () => onView(NOTHING) : null}
      end={
        <Tooltip label="Every dispute of these cards, as CSV" openDelay={400}>
          <Button size="xs" variant="default" leftSection={<IconDownload size={15} stroke={1.7} />} disabled={onExport === null} onClick={() => onExport?.()}>Export</Button>
        </Tooltip>
      }
    >
      {cardIds !== null && <FilterChip name="Cards" value={label} removeLabel="Show all cards" onRemove={() => setScope(null)} />}
      <OneOf name="State" any="Any state" options={STATES} chosen={view.state} onChosen={(state) => onView({ state })} />
      <OneOf name="Reason" any="Any reason" options={reasons} chosen={view.reason} onChosen={(reason) => onView({ reason })} />
      <OneOf name="Merchant" any="Any merchant" options={merchants} chosen={view.merchant} onChosen={(merchant) => onView({ merchant })} />
    </FilterLine>
  )
}

const reasonLabel = (reason: NonNullable<BoardView['reason']>): string => reasonTitle(reason === 'none' ? null : reason)

interface OneOfProps<T extends string> {
  readonly name: string
  readonly any: string
  readonly options: readonly { readonly id: T; readonly label: string }[]
  readonly chosen: T | null
  readonly onChosen: (id: T | null) => void
}

function OneOf<T extends string>({ name, any, options, chosen, onChosen }: OneOfProps<T>) {
  return (
    <FilterChip
      name={name}
      value={chosen === null ? null : (options.find(({ id }) => id === chosen)?.label ?? chosen)}
      removeLabel={any}
      onRemove={() => onChosen(null)}
      editor={(close) => (
        <div className={classes.options} role="group" aria-label={name}>
          {options.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              className={classes.option}
              aria-pressed={id === chosen}
              onClick={() => {
                onChosen(id === chosen ? null : id)
                close()
              }}
            >
              <span className={classes.optionName}>{label.slice(0, 1).toUpperCase()}{label.slice(1)}</span>
              {id === chosen && <IconCheck size={15} stroke={1.8} className={classes.tick} aria-hidden />}
            </button>
          ))}
          {options.length === 0 && <span className={classes.hint}>Nothing to choose</span>}
        </div>
      )}
    />
  )
}
