import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { countriesOf, findCountries } from '../model/countries.ts'
import type { Choice } from '../model/draft.ts'
import classes from './sentence.module.css'

export interface CountryPickerProps {
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
  readonly onRemove: () => void
}

const KINDS = [{ value: 'only', label: 'Only in' }, { value: 'not', label: 'Not in' }]

/** Countries to tick, the chosen ones first; typing a name or a code narrows. */
export function CountryPicker({ choice, onChoice, onRemove }: CountryPickerProps) {
  const { locale } = useFormats()
  const [typed, setTyped] = useState('')
  // Chosen ones stay where they were when it opened: a list that jumps under the hand is worse than one that is not sorted.
  const [first] = useState(choice.keys)
  const all = useMemo(() => countriesOf(locale).toSorted((a, b) => Number(first.includes(b.code)) - Number(first.includes(a.code))), [locale, first])
  const shown = findCountries(all, typed)
  const toggle = (code: string) => onChoice({ ...choice, keys: choice.keys.includes(code) ? choice.keys.filter((one) => one !== code) : [...choice.keys, code] })
  return (
    <div className={classes.form}>
      <SegmentedControl size="xs" fullWidth aria-label="Which countries" value={choice.kind} data={KINDS} onChange={(kind) => onChoice({ ...choice, kind: kind as Choice['kind'] })} />
      <TextInput
        size="xs"
        placeholder="Type a country"
        aria-label="Narrow the countries"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [top] = shown
          if (event.key !== 'Enter' || top === undefined || typed === '') return
          event.preventDefault()
          toggle(top.code)
          setTyped('')
        }}
      />
      <div className={classes.list} role="group" aria-label="Countries">
        {shown.map(({ code, name }) => (
          <label key={code} className={classes.listRow}>
            <Checkbox size="xs" checked={choice.keys.includes(code)} onChange={() => toggle(code)} />
            <span>{name}</span>
          </label>
        ))}
        {shown.length === 0 && <span className={classes.fine}>No country of that name</span>}
      </div>
      <div className={classes.formEnd}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>Every country</Button>
        <span className={classes.fine}>{choice.keys.length === 0 ? 'None chosen' : `${choice.keys.length} chosen`}</span>
      </div>
    </div>
  )
}
