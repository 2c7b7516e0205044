/** What the engine's process is given of main's environment: a named few, so that nothing else leaks in. */

const INHERITED = ['HOME', 'USERPROFILE', 'LANG', 'LC_ALL', 'LC_TIME', 'LC_NUMERIC', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'PATH'] as const

export interface EngineEnvironmentOptions {
  readonly vaultFolder: string
  readonly packaged: boolean
  readonly from: Readonly<Record<string, string | undefined>>
}

/**
 * `CARDKEEP_ENGINE` marks the process, `CARDKEEP_VAULT_DIR` is the vault's folder, `CARDKEEP_PACKAGED` is `1` or `0`
 * (in development outputs are checked and the log is written to the terminal).
 */
export function engineEnvironment({ vaultFolder, packaged, from }: EngineEnvironmentOptions): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = from[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(inherited), CARDKEEP_ENGINE: '1', CARDKEEP_VAULT_DIR: vaultFolder, CARDKEEP_PACKAGED: packaged ? '1' : '0' }
}
