import { inheritedEnvironment, type Environment } from '../programs/environment.ts'

export interface EngineEnvironmentOptions {
  readonly vaultFolder: string
  readonly packaged: boolean
  readonly from: Environment
}

/**
 * `CARDKEEP_ENGINE=1` marks the process, `CARDKEEP_VAULT_DIR` is the vault's folder, `CARDKEEP_CHECK_OUTPUTS=1` has every
 * output checked against the contract (unpackaged only).
 */
export function engineEnvironment({ vaultFolder, packaged, from }: EngineEnvironmentOptions): Record<string, string> {
  return { ...inheritedEnvironment(from), CARDKEEP_ENGINE: '1', CARDKEEP_VAULT_DIR: vaultFolder, ...(packaged ? {} : { CARDKEEP_CHECK_OUTPUTS: '1' }) }
}
