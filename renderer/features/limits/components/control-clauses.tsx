import { Button, SegmentedControl, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { categoryChoiceNames } from '../model/category-groups.ts'
import { changeControls, type Choice, type ControlPart, type ControlsDraft, type PlanDraft } from '../model/draft.ts'
import type { Naming } from '../model/words.ts'
import { CategoryPicker } from './category-picker.tsx'
import { CountryPicker } from './country-picker.tsx'
import { MccPicker } from './mcc-picker.tsx'
import { SentencePart } from './sentence-part.tsx'
import classes from './sentence.module.css'

export interface ControlClausesProps {
  readonly draft: PlanDraft
  readonly controls: ControlsDraft
  readonly naming: Naming
  readonly wrong: ReadonlySet<string>
  /** Just added: it opens by itself. */
  readonly openPart: ControlPart | null
  readonly onDraft: (draft: PlanDraft) => void
}

interface ClauseProps extends ControlClausesProps {
  readonly change: (change: Partial<ControlsDraft>) => void
}

/** The clauses about where it may be used, in the order they are read; each begins with "; ". */
export function ControlClauses(props: ControlClausesProps) {
  const change = (part: Partial<ControlsDraft>) => props.onDraft(changeControls(props.draft, part))
  const clause: ClauseProps = { ...props, change }
  const { controls } = props
  return (
    <>
      {controls.categories !== null && <Categories {...clause} choice={controls.categories} />}
      {controls.mccs !== null && <Mccs {...clause} mccs={controls.mccs} />}
      <Channels {...clause} />
      {controls.countries !== null && <Countries {...clause} choice={controls.countries} />}
      {controls.merchant !== null && <Merchant {...clause} merchant={controls.merchant} />}
      {controls.dates !== null && <Dates {...clause} dates={controls.dates} />}
    </>
  )
}

function Clause({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <>{'; '}<span role="group" aria-label={label}>{children}</span></>
}

const KINDS = [{ value: 'not', label: 'Not on' }, { value: 'only', label: 'Only on' }]

function Categories({ choice, naming, wrong, openPart, change }: ClauseProps & { readonly choice: Choice }) {
  const names = categoryChoiceNames(choice.keys, naming.category)
  const text = choice.keys.length === 0 ? null : choice.kind === 'not' ? naming.or(names) : naming.and(names)
  const word = choice.kind === 'not' ? 'not on' : 'only on'
  return (
    <Clause label="Categories">
      {word}{' '}
      <SentencePart label={`${word}: ${text ?? 'not said yet'}`} text={text} placeholder="which categories" isWrong={wrong.has('categories')} startsOpen={openPart === 'categories'} onRemove={() => change({ categories: null })} width={340}>
        {() => (
          <CategoryPicker
            label="Categories"
            chosen={choice.keys}
            naming={naming}
            onChosen={(keys) => change({ categories: { ...choice, keys } })}
            removeLabel="Every category"
            onRemove={() => change({ categories: null })}
            head={<SegmentedControl size="xs" fullWidth aria-label="Which categories" value={choice.kind} data={KINDS} onChange={(kind) => change({ categories: { ...choice, kind: kind as Choice['kind'] } })} />}
          />
        )}
      </SentencePart>
    </Clause>
  )
}

function Mccs({ mccs, naming, wrong, openPart, change }: ClauseProps & { readonly mccs: readonly string[] }) {
  const text = mccs.length === 0 ? null : mccs.length > 5 ? `${mccs.length} codes` : naming.or(mccs)
  return (
    <Clause label="Merchant codes">
      {'not at merchants with code '}
      <SentencePart label={`Not at merchant codes: ${text ?? 'not said yet'}`} text={text} placeholder="which" isWrong={wrong.has('mccs')} startsOpen={openPart === 'mccs'} onRemove={() => change({ mccs: null })} width={340}>
        {() => <MccPicker chosen={mccs} onChosen={(codes) => change({ mccs: codes })} onRemove={() => change({ mccs: null })} />}
      </SentencePart>
    </Clause>
  )
}

const CHANNELS = [['online', 'online'], ['inPerson', 'in person'], ['cashMachines', 'cash machines']] as const

function Channels({ controls, wrong, change }: ClauseProps) {
  return (
    <Clause label="Ways to pay">
      {CHANNELS.map(([key, word], index) => (
        <span key={key} className={classes.keep}>
          {index > 0 && ', '}
          {word}{' '}
          <button
            type="button"
            role="switch"
            aria-checked={controls[key]}
            aria-label={word}
            className={classes.part}
            data-no={!controls[key] || undefined}
            data-wrong={wrong.has('channels') || undefined}
            onClick={() => change({ [key]: !controls[key] })}
          >
            {controls[key] ? 'yes' : 'no'}
          </button>
        </span>
      ))}
    </Clause>
  )
}

function Countries({ choice, naming, wrong, openPart, change }: ClauseProps & { readonly choice: Choice }) {
  const names = choice.keys.length > 5 ? [...choice.keys.slice(0, 4).map(naming.country), `${choice.keys.length - 4} more`] : choice.keys.map(naming.country)
  const text = names.length === 0 ? null : choice.kind === 'not' ? naming.or(names) : naming.and(names)
  const word = choice.kind === 'not' ? 'not in' : 'only in'
  return (
    <Clause label="Countries">
      {word}{' '}
      <SentencePart label={`${word}: ${text ?? 'not said yet'}`} text={text} placeholder="which countries" isWrong={wrong.has('countries')} startsOpen={openPart === 'countries'} onRemove={() => change({ countries: null })}>
        {() => <CountryPicker choice={choice} onChoice={(countries) => change({ countries })} onRemove={() => change({ countries: null })} />}
      </SentencePart>
    </Clause>
  )
}

function Merchant({ merchant, wrong, openPart, change }: ClauseProps & { readonly merchant: string }) {
  const text = merchant.trim() === '' ? null : `“${merchant.trim()}”`
  return (
    <Clause label="Merchant">
      {'only at merchants named '}
      <SentencePart label={`Only at merchants named: ${text ?? 'not said yet'}`} text={text} placeholder="what" isWrong={wrong.has('merchant')} startsOpen={openPart === 'merchant'} onRemove={() => change({ merchant: null })}>
        {(close) => (
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault()
              close()
            }}
          >
            <TextInput size="sm" label="Part of the merchant’s name" description="As it stands on a charge; large and small letters are the same." value={merchant} maxLength={80} data-autofocus onChange={(event) => change({ merchant: event.currentTarget.value })} />
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change({ merchant: null })}>Any merchant</Button>
          </form>
        )}
      </SentencePart>
    </Clause>
  )
}

function Dates({ dates, naming, wrong, openPart, change }: ClauseProps & { readonly dates: NonNullable<ControlsDraft['dates']> }) {
  const { from, until } = dates
  const text = from !== null && until !== null ? `from ${naming.date(from)} until ${naming.date(until)}` : from !== null ? `from ${naming.date(from)} on` : until !== null ? `until ${naming.date(until)}` : null
  return (
    <Clause label="Dates">
      <SentencePart label={`Dates: ${text ?? 'not said yet'}`} text={text} placeholder="from when until when" isWrong={wrong.has('dates')} startsOpen={openPart === 'dates'} onRemove={() => change({ dates: null })} width={320}>
        {(close) => (
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault()
              close()
            }}
          >
            <div className={classes.pair}>
              <DateField size="xs" label="First day" date={from} onDate={(date) => change({ dates: { from: date, until } })} />
              <DateField size="xs" label="Last day" date={until} {...(from === null ? {} : { min: from })} onDate={(date) => change({ dates: { from, until: date } })} />
            </div>
            <p className={classes.fine}>Both days belong to it. Leave one open for no beginning or no end.</p>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change({ dates: null })}>Any day</Button>
          </form>
        )}
      </SentencePart>
    </Clause>
  )
}
