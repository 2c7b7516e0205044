/**
 * One page's connection to the engine: a port for every document it loads, none for a document that is gone.
 *
 * A port carries no sender, so it is handed over once to a document of our own and closed when that ends.
 */
import type { MessagePortMain, WebContents } from 'electron'
import { BRIDGE_CHANNELS } from '#shared/rpc/bridge-names.ts'
import type { EngineHost } from '../engine-host/engine-host.ts'
import { isAppUrl } from '../security/origin.ts'

export function linkPage(contents: WebContents, host: EngineHost<MessagePortMain>): void {
  let disconnect = () => {}
  const unlink = () => {
    disconnect()
    disconnect = () => {}
  }
  // When another document has taken the place, not when it sets out to: one that never arrives must not cost this one its port.
  contents.on('did-navigate', unlink)
  contents.on('render-process-gone', unlink)
  contents.once('destroyed', unlink)
  // The page's own script has run by now and listens.
  contents.on('dom-ready', () => {
    unlink()
    if (!isAppUrl(contents.getURL())) return
    contents.send(BRIDGE_CHANNELS.engineState, host.state)
    disconnect = host.connect((port) => contents.postMessage(BRIDGE_CHANNELS.enginePort, null, [port]))
  })
}
