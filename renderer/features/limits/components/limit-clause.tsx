import { ActionIcon, Popover } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type FocusEvent, useState } from 'react'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import { categoryChoiceNames } from '../model/category-groups.ts'
import { INTERVAL_ORDER, type LimitDraft } from '../model/draft.ts'
import { everyWords, INTERVAL_NAMES, type Naming } from '../model/words.ts'
import { CategoryPicker } from './category-picker.tsx'
import { LimitDetails } from './limit-details.tsx'
import { OptionMenu } from './option-menu.tsx'
import { SentencePart } from './sentence-part.tsx'
import classes from './sentence.module.css'

export interface LimitClauseProps {
  readonly limit: LimitDraft
  readonly currency: string
  readonly naming: Naming
  readonly isWrong: boolean
  /** Just added: the amount is asked for at once. */
  readonly isNew: boolean
  readonly zonesInUse: readonly string[]
  readonly onChange: (change: Partial<Omit<LimitDraft, 'id'>>) => void
  readonly onRemove: () => void
}

const INTERVALS = INTERVAL_ORDER.map((value) => ({ value, name: INTERVAL_NAMES[value] }))

/** "[$300] [a week] on [Restaurants] [how]". */
export function LimitClause({ limit, currency, naming, isWrong, isNew, zonesInUse, onChange, onRemove }: LimitClauseProps) {
  const every = everyWords(limit)
  const amount = limit.minor === null ? null : naming.money({ minor: limit.minor, currency })
  const name = `${amount ?? 'no amount yet'} ${every}`
  return (
    <span className={classes.clause} role="group" aria-label={`Limit: ${name}`}>
      {limit.interval === 'per-charge' && 'at most '}
      <SentencePart label={`Amount ${every}: ${amount ?? 'not said yet'}`} text={amount} placeholder="how much" isWrong={isWrong} startsOpen={isNew} onRemove={onRemove} width={260}>
        {(close) => (
          <form
            className={classes.form}
            onFocus={selectAll}
            onSubmit={(event) => {
              event.preventDefault()
              close()
            }}
          >
            <AmountField label="Amount" currency={currency} minor={limit.minor} onAmount={(minor) => onChange({ minor })} autoFocus />
          </form>
        )}
      </SentencePart>{' '}
      <OptionMenu label={`How often: ${every}`} text={every} value={limit.interval} options={INTERVALS} isWrong={isWrong} onPick={(interval) => onChange({ interval })} />
      {limit.categories !== null && <OnCategories limit={limit} naming={naming} onChange={onChange} />}
      {limit.mode === 'warn' && <span className={classes.aside}> (told, not stopped)</span>}
      <HowItCounts name={name} limit={limit} zonesInUse={zonesInUse} onChange={onChange} onRemove={onRemove} />
    </span>
  )
}

/** What is typed replaces the amount that stands there. */
function selectAll({ target }: FocusEvent): void {
  if (target instanceof HTMLInputElement) target.select()
}

function OnCategories({ limit, naming, onChange }: Pick<LimitClauseProps, 'limit' | 'naming' | 'onChange'>) {
  const chosen = limit.categories ?? []
  const text = chosen.length === 0 ? null : naming.and(categoryChoiceNames(chosen, naming.category))
  return (
    <>
      {' on '}
      <SentencePart label={`On: ${text ?? 'not said yet'}`} text={text} placeholder="which categories" startsOpen={chosen.length === 0} onRemove={() => onChange({ categories: null })} width={340}>
        {() => <CategoryPicker label="Counts only" chosen={chosen} naming={naming} onChosen={(categories) => onChange({ categories })} onRemove={() => onChange({ categories: null })} removeLabel="Count everything" />}
      </SentencePart>
    </>
  )
}

function HowItCounts({ name, limit, zonesInUse, onChange, onRemove }: Pick<LimitClauseProps, 'limit' | 'zonesInUse' | 'onChange' | 'onRemove'> & { readonly name: string }) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus offset={6} radius="md" width={340}>
      <Popover.Target>
        <ActionIcon className={classes.how} size={24} aria-label={`How ${name} counts`} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened((now) => !now)}>
          <IconAdjustmentsHorizontal size={15} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.editor ?? ''} onKeyDown={keepEscape}>
        <LimitDetails limit={limit} zonesInUse={zonesInUse} onChange={onChange} onRemove={onRemove} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
