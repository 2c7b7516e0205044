/** A recovery key while it is being typed. */
import { GROUP_SYMBOLS, groupsOf, isGroup, readRecoveryKey, RECOVERY_GROUPS } from '#shared/domain/recovery-key.ts'

/** With its hyphens where the groups end. What is being changed in the middle is left as it is typed, so that the caret stays. */
export function asTyped(typed: string, caret: number): string {
  return caret < typed.length ? typed : groupsOf(typed).join('-')
}

/** What is wrong with what is there so far; null while nothing is. */
export function typedProblem(typed: string): string | null {
  const groups = groupsOf(typed)
  if (groups.length > RECOVERY_GROUPS) return `It has ${RECOVERY_GROUPS} groups; these are more.`
  const wrong = groups.flatMap((group, place) => (group.length === GROUP_SYMBOLS && !isGroup(group, place) ? [place + 1] : []))
  if (wrong.length === 0) return null
  return wrong.length === 1 ? `Group ${wrong[0]} is mistyped.` : `Groups ${wrong.slice(0, -1).join(', ')} and ${wrong.at(-1)} are mistyped.`
}

/** What keeps it from being sent; null when it is whole. */
export function wholeProblem(typed: string): string | null {
  if ('key' in readRecoveryKey(typed)) return null
  return typedProblem(typed) ?? `It has ${RECOVERY_GROUPS} groups of ${GROUP_SYMBOLS}.`
}

/** One group that is asked for: its letters, and whether it can be right. */
export function typedGroup(typed: string, place: number): { readonly text: string; readonly isWhole: boolean; readonly isWrong: boolean } {
  const text = (groupsOf(typed)[0] ?? '').slice(0, GROUP_SYMBOLS)
  const isWhole = text.length === GROUP_SYMBOLS
  return { text, isWhole, isWrong: isWhole && !isGroup(text, place) }
}
