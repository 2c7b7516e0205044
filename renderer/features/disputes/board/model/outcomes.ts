/** How decided disputes ended, by reason or by merchant. */

export interface Outcome {
  readonly key: string
  readonly label: string
  readonly won: number
  readonly partly: number
  readonly lost: number
}

export const decidedCount = ({ won, partly, lost }: Omit<Outcome, 'key' | 'label'>): number => won + partly + lost

/** Half of what was partly won counts as won: 0 to 1. */
export function winRate(outcome: Omit<Outcome, 'key' | 'label'>): number {
  const all = decidedCount(outcome)
  return all === 0 ? 0 : (outcome.won + outcome.partly / 2) / all
}

/** Those with the most decisions first. */
export function byDecided(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter((outcome) => decidedCount(outcome) > 0).toSorted((a, b) => decidedCount(b) - decidedCount(a) || winRate(b) - winRate(a) || a.label.localeCompare(b.label))
}

/** "2 of 3 won", "1 of 1 in part", "1 won, 1 in part, 1 lost". */
export function outcomeText({ won, partly, lost }: Omit<Outcome, 'key' | 'label'>): string {
  const all = won + partly + lost
  if (partly === 0) return `${won} of ${all} won`
  if (won === 0 && lost === 0) return `${partly} of ${all} in part`
  return [...(won === 0 ? [] : [`${won} won`]), `${partly} in part`, ...(lost === 0 ? [] : [`${lost} lost`])].join(', ')
}

/** "4 of 6 decided disputes were won." */
export function outcomesSentence(outcomes: readonly Omit<Outcome, 'key' | 'label'>[], count: (value: number) => string): string {
  const sum = (pick: (outcome: Omit<Outcome, 'key' | 'label'>) => number) => outcomes.reduce((total, outcome) => total + pick(outcome), 0)
  const [won, partly, all] = [sum((one) => one.won), sum((one) => one.partly), sum(decidedCount)]
  const partlyText = partly === 0 ? '' : `, ${count(partly)} in part`
  return `${count(won)} of ${count(all)} ${all === 1 ? 'dispute that was decided was' : 'disputes that were decided were'} won${partlyText}.`
}
