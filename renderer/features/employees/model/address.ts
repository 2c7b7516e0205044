/** What the employees page shows, kept in its address. */
import { PATHS } from '#renderer/lib/links.ts'

export const PERSON_STATUSES = ['active', 'invited', 'inactive'] as const
export type PersonStatus = (typeof PERSON_STATUSES)[number]

export interface PeopleView {
  readonly text: string
  /** null: all; the empty text: people of none. */
  readonly department: string | null
  readonly status: PersonStatus | null
  readonly showsInactive: boolean
}

export function readView(search: string): PeopleView {
  const params = new URLSearchParams(search)
  const status = params.get('status')
  return {
    text: params.get('q') ?? '',
    department: params.get('dept'),
    status: PERSON_STATUSES.find((one) => one === status) ?? null,
    showsInactive: params.get('inactive') === '1',
  }
}

export function viewHref({ text, department, status, showsInactive }: PeopleView): string {
  const params = new URLSearchParams()
  if (text !== '') params.set('q', text)
  if (department !== null) params.set('dept', department)
  if (status !== null) params.set('status', status)
  if (showsInactive) params.set('inactive', '1')
  const query = params.toString()
  return query === '' ? PATHS.employees : `${PATHS.employees}?${query}`
}

export function isFiltered({ text, department, status }: PeopleView): boolean {
  return text !== '' || department !== null || status !== null
}
