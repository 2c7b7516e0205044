/** Alerts that the issuer sends by text or e-mail, and what it has sent. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { done, id, instant, money, none, page, pageQuery, requestedMoney, scope, scopeKinds, text, version } from '../primitives.ts'

export const ALERT_KINDS = ['charge-over', 'balance-over', 'payment-posted', 'payment-due', 'limit-reached', 'decline', 'foreign-charge', 'online-charge', 'statement-ready', 'dispute-news', 'limit-request'] as const

export const alertRule = z.object({
  id, version,
  kind: openEnum(ALERT_KINDS),
  /** Null: the whole company. */
  scope: scope.nullable(),
  /** With `charge-over` and `balance-over`. */
  threshold: money.nullable(),
  /** With `payment-due`: days before. With `limit-reached`: percent. */
  level: z.number().int().positive().nullable(),
  channels: z.array(openEnum(['email', 'sms'])).max(4),
  enabled: z.boolean(),
})
export type AlertRule = z.infer<typeof alertRule>

export const alert = z.object({
  id, version,
  ruleId: id.nullable(),
  kind: openEnum(ALERT_KINDS),
  at: instant,
  title: text(160),
  text: text(500),
  subject: z.object({ type: text(40), id }).nullable(),
  readAt: instant.nullable(),
})
export type Alert = z.infer<typeof alert>

const rules = {
  kind: z.enum(ALERT_KINDS),
  scope: z.strictObject({ kind: z.enum(scopeKinds), id }).nullable(),
  threshold: requestedMoney.nullable(),
  level: z.number().int().positive().max(100).nullable(),
  channels: z.array(z.enum(['email', 'sms'])).min(1).max(2),
  enabled: z.boolean(),
}
const ruleParams = z.strictObject({ ruleId: id })

export const alertsApi = {
  rules: endpoint({ method: 'GET', path: '/v1/alert-rules', summary: 'What is alerted', auth: 'session', response: z.object({ items: z.array(alertRule).max(500) }) }),
  createRule: endpoint({ method: 'POST', path: '/v1/alert-rules', summary: 'Alert on something', auth: 'session', idempotent: true, body: z.strictObject(rules), response: alertRule, errors: ['unacceptable_value'] }),
  updateRule: endpoint({ method: 'PATCH', path: '/v1/alert-rules/{ruleId}', summary: 'Change a rule', auth: 'session', idempotent: true, params: ruleParams, body: z.strictObject(rules).partial(), response: alertRule, errors: ['unacceptable_value'] }),
  removeRule: endpoint({ method: 'DELETE', path: '/v1/alert-rules/{ruleId}', summary: 'Remove a rule', auth: 'session', idempotent: true, params: ruleParams, response: done }),
  list: endpoint({ method: 'GET', path: '/v1/alerts', summary: 'What was sent, newest first', auth: 'session', query: z.strictObject(pageQuery), response: page(alert) }),
  read: endpoint({ method: 'POST', path: '/v1/alerts/{alertId}/read', summary: 'Mark as read', auth: 'session', idempotent: true, params: z.strictObject({ alertId: id }), body: none, response: alert }),
}
