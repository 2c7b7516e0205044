/** Alerts that the issuer sends: rules, and what they set off. */
import type { Alert, AlertRule, alertsApi } from '#shared/gateway/resources/alerts.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { chainOf } from './chain.ts'
import { given } from './given.ts'
import { checkScope } from './limits.ts'
import { pageOf } from './pages.ts'
import { unacceptable } from './refusals.ts'
import { CURRENCY, nowOf, type World } from './world.ts'

export interface Occasion {
  readonly kind: AlertRule['kind']
  readonly cardId?: string | null
  /** Held against a threshold, in minor units. */
  readonly minor?: number
  /** Held against a level: percent used, or days left. */
  readonly level?: number
  readonly title: string
  readonly text: string
  readonly subject: Alert['subject']
}

/** Sends what the rules ask for; once for each rule that fits. */
export function raiseAlert(world: World, occasion: Occasion): void {
  if (world.quiet.now) return
  for (const rule of world.objects.all('alertRule').filter((candidate) => candidate.enabled && fits(world, candidate, occasion))) {
    world.objects.add('alert', { id: world.store.nextId('alr'), ruleId: rule.id, kind: occasion.kind, at: nowOf(world), title: occasion.title, text: occasion.text, subject: occasion.subject, readAt: null })
    if (rule.channels.includes('email')) world.send({ channel: 'email', to: 'you, by e-mail', subject: occasion.title, text: occasion.text })
    if (rule.channels.includes('sms')) world.send({ channel: 'sms', to: 'you, by text', subject: occasion.title, text: occasion.text })
  }
}

function fits(world: World, rule: AlertRule, { kind, cardId, minor = 0, level }: Occasion): boolean {
  if (rule.kind !== kind) return false
  if (rule.threshold !== null && minor <= rule.threshold.amountMinor) return false
  if (rule.level !== null && level !== undefined && (kind === 'payment-due' ? level > rule.level : level < rule.level)) return false
  return rule.scope === null || inScope(world, rule.scope, cardId ?? null)
}

function inScope(world: World, scope: NonNullable<AlertRule['scope']>, cardId: string | null): boolean {
  if (cardId === null) return false
  const chain = chainOf(world.objects, cardId)
  return scope.kind === 'card' ? chain.some(({ id }) => id === scope.id) : chain.some(({ cardholderId }) => cardholderId === scope.id)
}

export function alertHandlers(world: World): HandlersOf<typeof alertsApi> {
  const { objects } = world
  const check = (rule: { readonly scope?: AlertRule['scope'] | undefined; readonly threshold?: AlertRule['threshold'] | undefined }) => {
    if (rule.scope) checkScope(world, rule.scope)
    if (rule.threshold && rule.threshold.currency !== CURRENCY) throw unacceptable('threshold', 'currency')
  }
  return {
    rules: () => ({ items: [...objects.all('alertRule')] }),
    createRule: ({ body }) => {
      check(body)
      return objects.put('alertRule', { ...body, id: world.store.nextId('rule') })
    },
    updateRule: ({ params, body }) => {
      check(body)
      return objects.update('alertRule', params.ruleId, given(body))
    },
    removeRule: ({ params }) => {
      objects.remove('alertRule', objects.get('alertRule', params.ruleId).id)
      return {}
    },
    list: ({ query }) => pageOf(world, 'alert', query),
    read: ({ params }) => objects.update('alert', params.alertId, { readAt: nowOf(world) }),
  }
}
