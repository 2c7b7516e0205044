/** Every endpoint's handler in one table. It does not compile while one is missing. */
import { CAPABILITIES } from '#shared/gateway/resources/service.ts'
import { MAX_CHANGES } from '#shared/gateway/resources/changes.ts'
import { GATEWAY_VERSION } from '#shared/gateway/openapi.ts'
import { alertHandlers } from '../issuer/alerts.ts'
import { cardHandlers } from '../issuer/cards.ts'
import { cardholderHandlers } from '../issuer/cardholders.ts'
import { changeHandlers } from '../issuer/changes.ts'
import { controlHandlers } from '../issuer/controls.ts'
import { disputeHandlers } from '../issuer/disputes.ts'
import { limitHandlers } from '../issuer/limits.ts'
import { limitRequestHandlers } from '../issuer/limit-requests.ts'
import { paymentHandlers } from '../issuer/payments.ts'
import { authorizationHandlers, companyHandlers, transactionHandlers } from '../issuer/readings.ts'
import { rewardHandlers } from '../issuer/rewards.ts'
import { statementHandlers } from '../issuer/statements.ts'
import { todayOf, type World } from '../issuer/world.ts'
import { deviceHandlers, securityEventHandlers, sessionHandlers } from '../portal/account-safety.ts'
import { challengeHandlers } from '../portal/codes.ts'
import { contactHandlers } from '../portal/contact.ts'
import type { Portal } from '../portal/portal.ts'
import { recoveryHandlers, registrationHandlers } from '../portal/registration.ts'
import { signInHandlers } from '../portal/sign-in.ts'
import type { Commands } from './commands.ts'
import type { Handlers } from './handlers.ts'

export const ISSUER_NAME = 'Sandbox issuer'

export interface Parts {
  readonly world: World
  readonly portal: Portal
  readonly commands: Commands
  /** Names this store in cursors. */
  readonly epoch: string
}

export function createHandlers({ world, portal, commands, epoch }: Parts): Handlers {
  return {
    service: {
      describe: () => ({
        name: ISSUER_NAME, environment: 'sandbox', apiVersion: GATEWAY_VERSION, serverTime: world.clocks.wall(), businessDate: todayOf(world), capabilities: [...CAPABILITIES], maxPageSize: MAX_CHANGES,
      }),
    },
    registration: registrationHandlers(portal),
    signIn: signInHandlers(portal),
    challenges: challengeHandlers(portal),
    sessions: sessionHandlers(portal),
    devices: deviceHandlers(portal),
    recovery: recoveryHandlers(portal),
    contact: contactHandlers(portal),
    securityEvents: securityEventHandlers(portal),
    company: companyHandlers(world),
    cardholders: cardholderHandlers(world),
    cards: cardHandlers(world),
    limits: limitHandlers(world),
    controls: controlHandlers(world),
    limitRequests: limitRequestHandlers(world),
    authorizations: authorizationHandlers(world),
    transactions: transactionHandlers(world),
    statements: statementHandlers(world),
    payments: paymentHandlers(world),
    rewards: rewardHandlers(world),
    disputes: disputeHandlers(world),
    alerts: alertHandlers(world),
    changes: changeHandlers(world, epoch),
    commands: { get: ({ params, caller }) => commands.outcome(params.key, caller.personId) },
  }
}
