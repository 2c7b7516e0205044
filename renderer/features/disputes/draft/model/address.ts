/** The draft that is shown, and those that were begun together with it. */
import { itemHref } from '#renderer/lib/links.ts'

/** `/dispute?id=4&with=5,6`. */
export function draftHref(disputeIds: readonly number[]): string | null {
  const [first, ...others] = disputeIds
  if (first === undefined) return null
  return others.length === 0 ? itemHref('dispute', first) : `${itemHref('dispute', first)}&with=${others.join(',')}`
}

/** Ids of the others; what is no id is left out. */
export function readCompanions(search: string): readonly number[] {
  const text = new URLSearchParams(search).get('with') ?? ''
  return text.split(',').map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)
}
