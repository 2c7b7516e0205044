/** What a new card still wants, in words. */
import type { CardDetail, ChecklistStep } from '#shared/rpc/contract/cards.contract.ts'

type Step = NonNullable<CardDetail['checklist']>[number]

/** What the page offers for a step; the others follow from facts elsewhere. */
export type StepAction = 'activate' | 'limit' | 'tick'

interface StepWords {
  readonly title: string
  readonly done: string
  readonly hint: string
}

const WORDS: Readonly<Record<ChecklistStep, StepWords>> = {
  activate: { title: 'Activate it', done: 'Activated', hint: 'When it has arrived: its last digits and its date are asked for.' },
  holder: { title: 'Say whose it is', done: 'Has a cardholder', hint: 'Reports and limits go by person.' },
  limit: { title: 'Set a limit', done: 'Has a limit', hint: 'Without one it may spend all that its account allows.' },
  wallet: { title: 'Add it to a phone’s wallet', done: 'In a phone’s wallet', hint: 'Done on the cardholder’s phone. Tick it once it is there.' },
  autopay: { title: 'Let its account be paid by itself', done: 'Its account is paid by itself', hint: 'Set at the issuer; it shows here after the next sync.' },
  'welcome-offer': { title: 'Meet its welcome offer', done: 'Its welcome offer is met', hint: 'Spend that counts shows with the issuer’s offers.' },
}

export interface ChecklistLine extends Step, StepWords {
  readonly action: StepAction | null
}

export function checklistLines(steps: readonly Step[]): readonly ChecklistLine[] {
  return steps.map((step) => ({ ...step, ...WORDS[step.step], done: doneWords(step), action: actionOf(step) }))
}

/** Done without the fact: somebody put it aside, and nothing else may be claimed. Only of the wallet a person's word is all there is. */
function doneWords({ step, canTick }: Step): string {
  const { title, done } = WORDS[step]
  return canTick && step !== 'wallet' ? `Put aside: ${title.charAt(0).toLowerCase()}${title.slice(1)}` : done
}

function actionOf({ step, isDone, canTick }: Step): StepAction | null {
  if (step === 'activate' && !isDone) return 'activate'
  if (step === 'limit' && !isDone) return 'limit'
  return step === 'wallet' && canTick ? 'tick' : null
}

/** "2 of 5 done". */
export function checklistProgress(steps: readonly Step[]): string {
  return `${steps.filter((step) => step.isDone).length} of ${steps.length} done`
}
