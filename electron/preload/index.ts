/**
 * The page's whole view of the world outside it: `window.bridge`, a handful of closed functions, and the engine's port.
 *
 * Runs sandboxed. Nothing of Electron's own crosses: no ipcRenderer, no event object, no channel name.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, BridgeCallName, FileGrant } from '#shared/rpc/bridge.ts'
import { BRIDGE_CALL_NAMES, BRIDGE_CHANNELS, ENGINE_PORT } from '#shared/rpc/bridge-names.ts'

type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

/** Rejects with the error's plain form (`AppErrorWire`): of an Error object only the message would survive the way into the page. */
async function ask(channel: string, input: unknown): Promise<unknown> {
  const reply = (await ipcRenderer.invoke(channel, input)) as Reply
  return reply.ok ? reply.value : Promise.reject(reply.error)
}

function subscribe<T>(channel: string): (listener: (value: T) => void) => () => void {
  return (listener) => {
    const receive = (_event: unknown, value: T) => listener(value)
    ipcRenderer.on(channel, receive)
    return () => void ipcRenderer.off(channel, receive)
  }
}

/** As above, and a listener that comes late hears the last value at once. */
function follow<T>(channel: string): (listener: (value: T) => void) => () => void {
  const heard: T[] = []
  ipcRenderer.on(channel, (_event, value: T) => void heard.splice(0, 1, value))
  const later = subscribe<T>(channel)
  return (listener) => {
    heard.forEach((value) => listener(value))
    return later(listener)
  }
}

/** The path of a file that was dropped; empty for one that the page made itself. */
function pathOf(file: unknown): string {
  return file instanceof File ? webUtils.getPathForFile(file) : ''
}

const calls = Object.fromEntries(BRIDGE_CALL_NAMES.map((name) => [name, (input: unknown) => ask(BRIDGE_CHANNELS.call(name), input)]))

const bridge: Bridge = {
  ...(calls as Pick<Bridge, BridgeCallName>),
  offerFiles: async (files) => (await ask(BRIDGE_CHANNELS.offerFiles, files.map(pathOf).filter(Boolean))) as readonly FileGrant[],
  onMenu: subscribe(BRIDGE_CHANNELS.menu),
  onEngineState: follow(BRIDGE_CHANNELS.engineState),
  onLaunchFiles: subscribe(BRIDGE_CHANNELS.launchFiles),
}

contextBridge.exposeInMainWorld('bridge', bridge)

ipcRenderer.on(BRIDGE_CHANNELS.enginePort, (event) => window.postMessage(ENGINE_PORT, location.origin, [...event.ports]))
