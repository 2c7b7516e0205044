import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { mccLabel } from '#shared/domain/mcc.ts'
import { findMccs } from '../model/mcc-search.ts'
import classes from './sentence.module.css'

export interface MccPickerProps {
  readonly chosen: readonly string[]
  readonly onChosen: (codes: readonly string[]) => void
  readonly onRemove: () => void
}

const MOST_SHOWN = 60

/** Merchant category codes (ISO 18245) one by one, for who knows them: by number or by word. */
export function MccPicker({ chosen, onChosen, onRemove }: MccPickerProps) {
  const [typed, setTyped] = useState('')
  const found = useMemo(() => findMccs(typed, MOST_SHOWN), [typed])
  const shown = typed.trim() === '' ? chosen.map((code) => ({ code, label: mccLabel(code) ?? 'Unknown kind of merchant' })) : found
  const toggle = (code: string) => onChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code].toSorted())
  return (
    <div className={classes.form}>
      <TextInput
        size="xs"
        label="Merchant code or kind"
        placeholder="5812, or restaurants"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [top] = found
          if (event.key !== 'Enter' || top === undefined) return
          event.preventDefault()
          toggle(top.code)
          setTyped('')
        }}
      />
      <div className={classes.list} role="group" aria-label="Merchant codes">
        {shown.map(({ code, label }) => (
          <label key={code} className={classes.listRow}>
            <Checkbox size="xs" checked={chosen.includes(code)} onChange={() => toggle(code)} />
            <span className="ck-figure">{code}</span>
            <span className={classes.fine}>{label}</span>
          </label>
        ))}
        {shown.length === 0 && <span className={classes.fine}>{typed.trim() === '' ? 'None chosen' : 'Nothing found: a code has four digits'}</span>}
      </div>
      <div className={classes.formEnd}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>No codes</Button>
        <span className={classes.fine}>{chosen.length} chosen</span>
      </div>
    </div>
  )
}
