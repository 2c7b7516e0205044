/** What the engine's process is given of main's environment: a named few, so that nothing else leaks in. */

const INHERITED = ['HOME', 'USERPROFILE', 'LANG', 'LC_ALL', 'LC_TIME', 'LC_NUMERIC', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'PATH'] as const

export interface EngineEnvironmentOptions {
  readonly vaultFolder: string
  readonly packaged: boolean
  readonly from: Readonly<Record<string, string | undefined>>
}

/**
 * `CARDKEEP_ENGINE=1` marks the process, `CARDKEEP_VAULT_DIR` is the vault's folder, `CARDKEEP_CHECK_OUTPUTS=1` has every
 * output checked against the contract (unpackaged only).
 */
export function engineEnvironment({ vaultFolder, packaged, from }: EngineEnvironmentOptions): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = from[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(inherited), CARDKEEP_ENGINE: '1', CARDKEEP_VAULT_DIR: vaultFolder, ...(packaged ? {} : { CARDKEEP_CHECK_OUTPUTS: '1' }) }
}
