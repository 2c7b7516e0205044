/**
 * The few things a window asks of the doorman (main) instead of the engine: native dialogs, files, the lock, the frame.
 *
 * Files cross as grants: main remembers the path under a random token and tells the engine; the window only ever
 * holds the token and the file's name, so nothing in the page can name a path.
 */
import { z } from 'zod'
import type { BRIDGE_CALL_NAMES } from './bridge-names.ts'

export { ENGINE_PORT } from './bridge-names.ts'

/** A file the person chose. `token` is what the engine is given. */
export const fileGrant = z.strictObject({ token: z.string().max(64), name: z.string().max(255), size: z.number().int().nonnegative() })
export type FileGrant = z.infer<typeof fileGrant>

export const themeChoice = z.enum(['system', 'light', 'dark'])
export type ThemeChoice = z.infer<typeof themeChoice>

/** `file`: something that came from elsewhere and is kept as it is. */
export const exportKind = z.enum(['csv', 'jsonl', 'pdf', 'backup', 'file'])

/** Every call, with its input. Names are used as they stand; both ends derive from this. */
export const bridgeCalls = {
  /** Opens the system's file dialog for statement files; empty when the person cancels. */
  pickStatements: { input: z.strictObject({}), output: z.array(fileGrant) },
  /** Opens the system's file dialog for one backup; null when the person cancels. */
  pickBackup: { input: z.strictObject({}), output: fileGrant.nullable() },
  /** Asks where to save; null when the person cancels. */
  chooseExport: { input: z.strictObject({ suggestedName: z.string().min(1).max(120), kind: exportKind }), output: fileGrant.nullable() },
  /** Shows an exported file in the system's file manager. */
  revealExport: { input: z.strictObject({ token: z.string().max(64) }), output: z.boolean() },
  /** Files given on the command line or by "open with", handed out once. */
  takeLaunchFiles: { input: z.strictObject({}), output: z.array(fileGrant) },
  /** Ends the engine, with it every key, and reloads the window. */
  lock: { input: z.strictObject({}), output: z.boolean() },
  setTheme: { input: z.strictObject({ theme: themeChoice }), output: z.boolean() },
  getFrame: {
    input: z.strictObject({}),
    output: z.strictObject({ version: z.string(), electron: z.string(), platform: z.enum(['darwin', 'win32', 'linux']), theme: themeChoice, followsScreen: z.boolean() }),
  },
  /** A secret leaves the clipboard again after half a minute, and at a lock. */
  /** The last lines of the app's own log, the newest last. */
  readLog: { input: z.strictObject({}), output: z.array(z.string().max(2_000)).max(200) },
  copyText: { input: z.strictObject({ text: z.string().max(65_536), isSecret: z.boolean().optional() }), output: z.boolean() },
} as const satisfies Record<(typeof BRIDGE_CALL_NAMES)[number], { readonly input: z.ZodType; readonly output: z.ZodType }>

export type BridgeCalls = typeof bridgeCalls
export type BridgeCallName = keyof BridgeCalls

/** Commands of the application menu that a window carries out. */
export const MENU_COMMANDS = ['import', 'lock', 'palette', 'shortcuts', 'toggle-rail', 'export', 'scope-0', 'scope-1', 'scope-2', 'scope-3', 'scope-4', 'scope-5', 'scope-6', 'scope-7', 'scope-8', 'scope-9',
  'go-overview', 'go-transactions', 'go-cards', 'go-reports', 'go-statements', 'go-activity', 'go-settings'] as const
export type MenuCommand = (typeof MENU_COMMANDS)[number]

/** State of the engine process as a window needs to know it. */
export type EngineState = 'starting' | 'running' | 'restarting' | 'failed'

/** What preload exposes as `window.bridge`. Subscriptions return the function that ends them. */
export type Bridge = {
  readonly [N in BridgeCallName]: (input: z.input<BridgeCalls[N]['input']>) => Promise<z.output<BridgeCalls[N]['output']>>
} & {
  /** Grants for files dropped on the window; files without a path on disk are left out. */
  readonly offerFiles: (files: readonly unknown[]) => Promise<readonly FileGrant[]>
  readonly onMenu: (listener: (command: MenuCommand) => void) => () => void
  readonly onEngineState: (listener: (state: EngineState) => void) => () => void
  /** Files arrived while the window was open (second launch, "open with"). */
  readonly onLaunchFiles: (listener: () => void) => () => void
}
