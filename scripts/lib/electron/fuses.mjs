// The fuses of the packaged app's Electron: what its binary may still be talked into. The packager sets them from this list and a check
// reads them back from what was packaged.
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** Every fuse that @electron/fuses knows, by its name there. `true` is on. */
export const wantedFuses = /** @type {const} */ ({
  // ELECTRON_RUN_AS_NODE would make of the app a Node that anybody can hand a script.
  RunAsNode: false,
  EnableCookieEncryption: true,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS would load code into main, or trust whom its user does not know of.
  EnableNodeOptionsEnvironmentVariable: false,
  // --inspect would open a debugger's port.
  EnableNodeCliInspectArguments: false,
  // macOS and Windows only: Electron has no such check on Linux, where the package belongs to root instead.
  EnableEmbeddedAsarIntegrityValidation: true,
  // A folder app/ beside app.asar would be loaded instead of it.
  OnlyLoadAppFromAsar: true,
  // The app makes no snapshot of its own.
  LoadBrowserProcessSpecificV8Snapshot: false,
  // No page of ours has a file: address.
  GrantFileProtocolExtraPrivileges: false,
  // WebAssembly's own faults stay faults of WebAssembly.
  WasmTrapHandlers: true,
})

/** @typedef {keyof typeof wantedFuses} FuseName */

/**
 * What is wrong with fuses as they were read.
 * @param {Readonly<Record<string, unknown>>} wire by index, as `getCurrentFuseWire` answers
 * @returns {readonly string[]} empty when all are as wanted
 */
export const fuseFaults = (wire) => {
  const names = /** @type {FuseName[]} */ (Object.keys(wantedFuses))
  const unknown = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name) && !names.some((known) => known === name))
  const faults = names.flatMap((name) => {
    const found = wire[FuseV1Options[name]]
    const wanted = wantedFuses[name] ? FuseState.ENABLE : FuseState.DISABLE
    if (found === wanted) return []
    return [`${name}: ${found === FuseState.ENABLE ? 'on' : found === FuseState.DISABLE ? 'off' : 'absent'}, wanted ${wantedFuses[name] ? 'on' : 'off'}`]
  })
  return [...unknown.map((name) => `${name}: a fuse that nobody decided about`), ...faults]
}

/** @param {string} executable of the packaged app */
export const checkFuses = async (executable) => fuseFaults({ ...(await getCurrentFuseWire(executable)) })
