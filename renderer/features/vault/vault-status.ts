/** Where the cache keeps the vault's state (renderer/lib/engine-hooks.ts makes the key). */
export const VAULT_STATUS_KEY = ['vault', 'status', {}] as const
