import type { FeatureHandlers } from '../rpc/handlers.ts'
import { contactHandlers } from './contact.handlers.ts'
import { deviceHandlers } from './devices.handlers.ts'
import type { ConnectionsDeps } from './handler-deps.ts'
import { placeHandlers } from './places.handlers.ts'
import { recoveryHandlers } from './recovery.handlers.ts'
import { registrationHandlers } from './registration.handlers.ts'
import { sandboxHandlers } from './sandbox.handlers.ts'
import { securityHandlers } from './security.handlers.ts'
import { signInHandlers } from './sign-in.handlers.ts'
import { Tickets } from './tickets.ts'

/** A factory, because what an issuer allows once lives in the memory of one engine. */
export function createConnectionsHandlers(given: ConnectionsDeps): FeatureHandlers<'connections'> {
  const deps = { ...given, tickets: new Tickets() }
  return {
    ...placeHandlers(deps), ...sandboxHandlers(deps), ...registrationHandlers(deps), ...signInHandlers(deps), ...recoveryHandlers(deps),
    ...deviceHandlers(deps), ...contactHandlers(deps), ...securityHandlers(deps),
  }
}
