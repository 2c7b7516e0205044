/** Run as a process of its own: whether a plain fetch, and whether the app's client, trusts a server. */
import { gatewayApi } from '#shared/gateway/api.ts'
import { createGatewayClient } from '#engine/issuers/gateway/gateway-client.ts'
import { AppError } from '#shared/rpc/errors.ts'

const url = process.argv[2] ?? ''
const plain = (await fetch(url)).status
const client = await createGatewayClient({ baseUrl: url })
  .call(gatewayApi.service.describe, {})
  .then(() => 'trusted', (error: unknown) => (error instanceof AppError ? error.code : 'crashed'))
process.send?.({ plain, client })
process.disconnect()
