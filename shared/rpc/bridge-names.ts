/** The names that the bridge uses, without the shapes behind them: preload needs nothing more, and stays small for it. */

export const BRIDGE_CALL_NAMES = ['pickStatements', 'pickBackup', 'chooseExport', 'revealExport', 'takeLaunchFiles', 'lock', 'setTheme', 'getFrame', 'copyText', 'readLog'] as const

/** Channels between preload and main. Nobody else speaks on them. */
export const BRIDGE_CHANNELS = {
  call: (name: (typeof BRIDGE_CALL_NAMES)[number]) => `bridge:call:${name}`,
  offerFiles: 'bridge:offer-files',
  enginePort: 'bridge:engine-port',
  engineState: 'bridge:engine-state',
  menu: 'bridge:menu',
  launchFiles: 'bridge:launch-files',
} as const

/** The message with which preload hands the engine's port to the page: `window.postMessage(ENGINE_PORT, origin, [port])`. */
export const ENGINE_PORT = 'cardkeep:engine-port'
