import { inheritedEnvironment, type Environment } from '../programs/environment.ts'

export interface SandboxEnvironmentOptions {
  /** Where its world is kept. */
  readonly folder: string
  /** 0: any free one. */
  readonly port: number
  readonly from: Environment
}

export function sandboxEnvironment({ folder, port, from }: SandboxEnvironmentOptions): Record<string, string> {
  return { ...inheritedEnvironment(from), CARDKEEP_SANDBOX_FOLDER: folder, CARDKEEP_SANDBOX_PORT: String(port) }
}
