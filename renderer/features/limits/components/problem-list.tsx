import { IconAlertTriangle, IconInfoCircle, IconPencil } from '@tabler/icons-react'
import type { PlanDraft } from '../model/draft.ts'
import { placeKey, type Problem } from '../model/problems.ts'
import { everyWords, type Naming } from '../model/words.ts'
import classes from './sentence.module.css'

export interface ProblemListProps {
  readonly draft: PlanDraft
  readonly naming: Naming
  readonly problems: readonly Problem[]
}

/** What is wrong with the sentence, and what is only worth knowing; each says which words it is about. */
export function ProblemList({ draft, naming, problems }: ProblemListProps) {
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems} aria-label="What to look at" aria-live="polite">
      {problems.map((problem) => (
        <li key={`${placeKey(problem.place)} ${problem.text}`} data-level={problem.level}>
          {problem.level === 'error' ? <IconAlertTriangle size={15} stroke={1.7} aria-label="To correct" /> : problem.level === 'missing' ? <IconPencil size={15} stroke={1.7} aria-label="To say" /> : <IconInfoCircle size={15} stroke={1.7} aria-label="To know" />}
          <span><strong>{placeWords(problem, draft, naming)}</strong> {problem.text}</span>
        </li>
      ))}
    </ul>
  )
}

const PART_WORDS = { categories: 'Categories:', mccs: 'Merchant codes:', countries: 'Countries:', merchant: 'Merchant:', dates: 'Dates:', channels: '' } as const

function placeWords({ place }: Problem, draft: PlanDraft, naming: Naming): string {
  if (place.kind === 'control') return PART_WORDS[place.part]
  const limit = draft.limits.find(({ id }) => id === place.id)
  if (limit === undefined) return ''
  const amount = limit.minor === null || limit.minor <= 0 ? '' : `${naming.money({ minor: limit.minor, currency: draft.currency })} `
  const words = `${amount}${everyWords(limit)}`
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}:`
}
