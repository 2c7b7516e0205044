/** The whole Gateway API by resource and name. A server's handler table must have exactly these keys. */
import { alertsApi } from './resources/alerts.ts'
import { authorizationsApi } from './resources/authorizations.ts'
import { cardholdersApi } from './resources/cardholders.ts'
import { cardsApi } from './resources/cards.ts'
import { challengesApi } from './resources/challenges.ts'
import { changesApi } from './resources/changes.ts'
import { commandsApi } from './resources/commands.ts'
import { companyApi } from './resources/company.ts'
import { contactApi } from './resources/contact.ts'
import { controlsApi } from './resources/controls.ts'
import { devicesApi } from './resources/devices.ts'
import { disputesApi } from './resources/disputes.ts'
import { limitRequestsApi } from './resources/limit-requests.ts'
import { limitsApi } from './resources/limits.ts'
import { paymentsApi } from './resources/payments.ts'
import { recoveryApi } from './resources/recovery.ts'
import { registrationApi } from './resources/registration.ts'
import { rewardsApi } from './resources/rewards.ts'
import { securityEventsApi } from './resources/security-events.ts'
import { serviceApi } from './resources/service.ts'
import { sessionsApi } from './resources/sessions.ts'
import { signInApi } from './resources/sign-in.ts'
import { statementsApi } from './resources/statements.ts'
import { transactionsApi } from './resources/transactions.ts'
import type { Endpoint, ResourceApi } from './define.ts'

export const gatewayApi = {
  service: serviceApi,
  registration: registrationApi,
  signIn: signInApi,
  challenges: challengesApi,
  sessions: sessionsApi,
  devices: devicesApi,
  recovery: recoveryApi,
  contact: contactApi,
  securityEvents: securityEventsApi,
  company: companyApi,
  cardholders: cardholdersApi,
  cards: cardsApi,
  limits: limitsApi,
  controls: controlsApi,
  limitRequests: limitRequestsApi,
  authorizations: authorizationsApi,
  transactions: transactionsApi,
  statements: statementsApi,
  payments: paymentsApi,
  rewards: rewardsApi,
  disputes: disputesApi,
  alerts: alertsApi,
  changes: changesApi,
  commands: commandsApi,
} as const satisfies Record<string, ResourceApi>
export type GatewayApi = typeof gatewayApi

export interface NamedEndpoint {
  /** `resource.name`, also the operationId of the OpenAPI document. */
  readonly name: string
  readonly resource: string
  readonly endpoint: Endpoint
}

/** Every endpoint in the order of declaration. */
export const gatewayEndpoints: readonly NamedEndpoint[] = Object.entries(gatewayApi).flatMap(([resource, endpoints]) =>
  Object.entries(endpoints).map(([name, endpoint]) => ({ name: `${resource}.${name}`, resource, endpoint })),
)

/** The name of an endpoint of this API. Throws for one that is not part of it. */
export function endpointName(endpoint: Endpoint): string {
  const found = gatewayEndpoints.find((candidate) => candidate.endpoint === endpoint)
  if (!found) throw new RangeError('Not an endpoint of the Gateway API')
  return found.name
}
