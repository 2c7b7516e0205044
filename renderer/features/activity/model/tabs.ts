/** Which part of the activity the address shows. */
import { PATHS, readItem } from '#renderer/lib/links.ts'

export function tabHref(tab: string): string {
  return `${PATHS.activity}?tab=${tab}`
}

/** The tab that is named, where there is such; imports where one of them is pointed at; else the first. */
export function tabOf(search: string, tabs: readonly string[]): string {
  const named = new URLSearchParams(search).get('tab')
  if (named !== null && tabs.includes(named)) return named
  return readItem(search) === null ? (tabs[0] ?? 'imports') : 'imports'
}
