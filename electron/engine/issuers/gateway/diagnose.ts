/** The connection test: how far it is possible to come with an issuer, step by step. It changes nothing and stops where going on is not safe. */
import { gatewayApi } from '#shared/gateway/api.ts'
import type { Service } from '#shared/gateway/resources/service.ts'
import type { Diagnosis } from '#shared/rpc/contract/connections.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { Answered, GatewayClient } from './gateway-client.ts'
import type { GatewaySession } from './gateway-session.ts'

type Step = Diagnosis['steps'][number]
type Facts = Step['facts']

export interface DiagnoseOptions {
  readonly client: GatewayClient
  /** undefined: there is nobody to ask about. */
  readonly session: GatewaySession | undefined
  readonly now: () => number
  readonly signal: AbortSignal
}

/** From here on codes and sessions seem too old or too young. */
const SKEW_WARNING_MS = 120_000

/** Throws `task.cancelled` and nothing else of the issuer's: what fails is what it tells. */
export async function diagnose({ client, session, now, signal }: DiagnoseOptions): Promise<Diagnosis> {
  const startedAt = now()
  const answer = await attempt(() => client.measure(gatewayApi.service.describe, {}, { signal }))
  const at = now()
  const signedIn = answer.ok && session ? await signedInStep(session, signal) : skipped('signed-in')
  const service = serviceStep(answer)
  return { at, steps: [networkStep(answer), certificateStep(answer, client.baseUrl), service, clockStep(answer, (startedAt + at) / 2), signedIn] }
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }
type ServiceAttempt = Attempt<Answered<Service>>

async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'task.cancelled') throw error
    return { ok: false, error }
  }
}

function networkStep(answer: ServiceAttempt): Step {
  if (answer.ok) return step('network', 'ok', answer.value.connectMs)
  return AppError.is(answer.error, 'issuer.unreachable') ? failed('network', answer.error) : step('network', 'ok', null)
}

function certificateStep(answer: ServiceAttempt, baseUrl: string): Step {
  if (!baseUrl.startsWith('https:')) return step('certificate', 'skipped', null, { reason: 'this-computer' })
  if (answer.ok) return step('certificate', 'ok', null)
  if (AppError.is(answer.error, 'issuer.certificate')) return failed('certificate', answer.error)
  return AppError.is(answer.error, 'issuer.unreachable') ? skipped('certificate') : step('certificate', 'ok', null)
}

function serviceStep(answer: ServiceAttempt): Step {
  if (answer.ok) {
    const { name, apiVersion, environment } = answer.value.reply
    return step('service', 'ok', answer.value.ms, { name, apiVersion, environment })
  }
  return AppError.is(answer.error, 'issuer.unreachable') || AppError.is(answer.error, 'issuer.certificate') ? skipped('service') : failed('service', answer.error)
}

/** `skewMs` is positive where the issuer's clock is ahead of this computer's. `Date` knows whole seconds. */
function clockStep(answer: ServiceAttempt, asked: number): Step {
  if (!answer.ok || answer.value.date === null) return skipped('clock')
  const skewMs = Math.round(answer.value.date - asked)
  return step('clock', Math.abs(skewMs) > SKEW_WARNING_MS ? 'warning' : 'ok', null, { skewMs })
}

async function signedInStep(session: GatewaySession, signal: AbortSignal): Promise<Step> {
  const startedAt = performance.now()
  const answer = await attempt(() => session.call(gatewayApi.sessions.list, {}, { signal }))
  return answer.ok ? step('signed-in', 'ok', performance.now() - startedAt) : failed('signed-in', answer.error)
}

function step(name: Step['step'], state: Step['state'], ms: number | null, facts: Facts = {}): Step {
  return { step: name, state, ms, facts }
}

const skipped = (name: Step['step']): Step => step(name, 'skipped', null)

/** The code with its details, which are words and numbers by type. */
function failed(name: Step['step'], error: AppError): Step {
  const details = Object.entries(error.details).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number')
  return step(name, 'failed', null, { ...Object.fromEntries(details.filter(([key]) => key !== 'code')), code: error.code })
}
