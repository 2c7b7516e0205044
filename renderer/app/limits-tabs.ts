/** Which part of the limits page the address shows. */
import type { LimitsTab } from '#renderer/lib/links.ts'

export const LIMITS_TABS = [
  { id: 'limits', label: 'Limits', keys: 'shift+l' },
  { id: 'requests', label: 'Requests', keys: 'shift+r' },
  { id: 'declines', label: 'Declines', keys: 'shift+d' },
  { id: 'templates', label: 'Templates', keys: 'shift+t' },
] as const satisfies readonly { readonly id: LimitsTab; readonly label: string; readonly keys: string }[]

export function limitsTabOf(search: string): LimitsTab {
  const named = new URLSearchParams(search).get('tab')
  return LIMITS_TABS.find((tab) => tab.id === named)?.id ?? 'limits'
}
