/** What main tells the engine's threads: CARDKEEP_VAULT_DIR (required), CARDKEEP_CHECK_OUTPUTS=1 to check every output against the contract. */
export function vaultEnvironment(): { readonly folder: string; readonly checkOutputs: boolean } {
  const folder = process.env['CARDKEEP_VAULT_DIR']
  if (!folder) throw new Error('CARDKEEP_VAULT_DIR is not set')
  return { folder, checkOutputs: process.env['CARDKEEP_CHECK_OUTPUTS'] === '1' }
}
