/** What the address of the connections page shows: the list, or one connection and a side of it. */
import { PATHS } from '#renderer/lib/links.ts'

export const VIEWS = ['sign-in', 'register', 'recover-user-id', 'recover-password', 'security', 'test'] as const
export type View = (typeof VIEWS)[number]

export const SECURITY_TABS = ['events', 'places', 'contact', 'password', 'test'] as const
export type SecurityTab = (typeof SECURITY_TABS)[number]

export function viewHref(connectionId: number, view: View): string {
  return `${PATHS.connections}?id=${connectionId}&view=${view}`
}

export function securityHref(connectionId: number, tab: SecurityTab): string {
  return `${viewHref(connectionId, 'security')}&tab=${tab}`
}

/** The view that is named and makes sense: whoever is signed in has nothing to register, and nobody else has a security page. The test is for everybody. */
export function readView(search: string, isSignedIn: boolean): View {
  const named = new URLSearchParams(search).get('view')
  const view = VIEWS.find((one) => one === named)
  if (view === 'test') return 'test'
  if (isSignedIn) return 'security'
  return view === undefined || view === 'security' ? 'sign-in' : view
}

export function readTab(search: string): SecurityTab {
  const named = new URLSearchParams(search).get('tab')
  return SECURITY_TABS.find((one) => one === named) ?? 'events'
}

/** What somebody set out to do before this page was open. */
export type Start = 'sandbox' | 'issuer'

export function startHref(start: Start): string {
  return `${PATHS.connections}?start=${start}`
}

export function readStart(search: string): Start | null {
  const named = new URLSearchParams(search).get('start')
  return named === 'sandbox' || named === 'issuer' ? named : null
}

export function wantsInbox(search: string): boolean {
  return new URLSearchParams(search).get('inbox') === '1'
}
