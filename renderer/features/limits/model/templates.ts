/** Names of templates. */
import type { LimitTemplate } from '#shared/rpc/contract/limits.contract.ts'

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
