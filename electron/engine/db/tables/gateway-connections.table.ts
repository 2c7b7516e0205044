/** What a connection over the Gateway API needs beside its name. The access token is never stored. */
export interface GatewayConnectionsTable {
  connection_id: number
  base_url: string
  environment: 'production' | 'sandbox'
  /** UUID made once for this computer and this connection. */
  device_id: string
  /** From "trust this computer": no code is asked for with it. */
  trust_token: string | null
  remembered_identifier: string | null
  state: 'signed-out' | 'signed-in' | 'password-change-required'
  signed_out_because: 'ended' | 'reused' | 'expired' | null
  refresh_token: string | null
  refresh_expires_at: number | null
  /** Idempotency key of a refresh that was asked for and not answered yet. */
  pending_refresh_key: string | null
  session_id: string | null
  /** { name, userId, email, companyName } as JSON; null while nobody signed in. */
  person: string | null
  /** JSON array of the issuer's capabilities. */
  capabilities: string
  /** The issuer's last description of itself as JSON. */
  service: string | null
}
