/** Names of templates. */
import type { LimitTemplate, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'

const LONGEST = 60

/** `ownId`: the one that bears the name now, or takes it over. */
export function templateNameProblem(name: string, templates: readonly Pick<LimitTemplate, 'id' | 'name'>[], ownId: number | null): string | null {
  const text = name.trim()
  if (text.length > LONGEST) return `${LONGEST} characters at most.`
  const twin = templates.find((one) => one.id !== ownId && one.name.trim().toLowerCase() === text.toLowerCase())
  return twin === undefined ? null : 'Another template has this name.'
}

export function sortedTemplates<T extends Pick<LimitTemplate, 'name'>>(templates: readonly T[]): readonly T[] {
  return templates.toSorted((a, b) => a.name.localeCompare(b.name))
}

/** What has to be said before it can be kept; null where nothing is missing. `plan`: null while something in the sentence is wrong. */
export function templateLacks(name: string, plan: SpendingPlan | null): string | null {
  if (plan === null) return 'Something in the sentence has to be corrected first.'
  if (plan.limits.length === 0 && plan.controls === null) return 'Say a limit, or where it may be used.'
  return name.trim() === '' ? 'Give it a name.' : null
}
