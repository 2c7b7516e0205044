/**
 * What a command line and an environment may change about the app. In the packaged app: nothing that weakens it.
 *
 * Chromium takes hundreds of switches from whoever writes a shortcut: to run without its sandbox, to open a debugger's port, to trust any
 * certificate, to load other code. Many have acted before our first line runs, so that taking them back would be too late: the packaged app
 * starts again without them. The list is of what is taken, so that a switch of a later Chromium is refused before anybody has heard of it.
 */

/** Language, scale, and the window system: how it looks and where it is shown. */
const HARMLESS_SWITCHES: ReadonlySet<string> = new Set(['lang', 'force-device-scale-factor', 'ozone-platform', 'ozone-platform-hint', 'disable-gpu'])
/** macOS adds the process's serial number when the Finder starts an app. */
const OF_THE_FINDER = /^-psn_\d+_\d+$/

export interface LaunchFacts {
  readonly packaged: boolean
  /** The program, then its arguments. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether Chromium was started without its sandbox. */
  readonly noSandbox: boolean
}

export interface LaunchSettings {
  /** Arguments to start again with; undefined where this start is fine. */
  readonly startAgainWith: readonly string[] | undefined
  /** Whether Chromium's sandbox is asked for, for every process. */
  readonly sandbox: boolean
  /** Another data folder. */
  readonly userData: string | undefined
  /** Another engine program. */
  readonly engineEntry: string | undefined
  readonly logToTerminal: boolean
}

export function launchSettings({ packaged, argv, env, noSandbox }: LaunchFacts): LaunchSettings {
  if (!packaged) {
    return {
      startAgainWith: undefined,
      // Where the machine's scripts had to switch it off (root, containers), asking for it would end every child.
      sandbox: !noSandbox,
      userData: env['CARDKEEP_USER_DATA'] || undefined,
      engineEntry: env['CARDKEEP_ENGINE_ENTRY'],
      logToTerminal: env['CARDKEEP_LOG'] === '1',
    }
  }
  const given = argv.slice(1)
  const taken = given.filter(isTaken)
  return { startAgainWith: taken.length === given.length ? undefined : taken, sandbox: true, userData: undefined, engineEntry: undefined, logToTerminal: false }
}

/** A file's name, or a harmless switch. */
function isTaken(argument: string): boolean {
  if (OF_THE_FINDER.test(argument)) return true
  const [, name] = /^--?([^=]*)/.exec(argument) ?? []
  return name === undefined || HARMLESS_SWITCHES.has(name.toLowerCase())
}
