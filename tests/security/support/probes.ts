/** Looks at the running app from outside. Each answers with what is wrong; the negative controls need it to find something. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { ElectronApplication } from 'playwright'
import { BRIDGE_CALL_NAMES, BRIDGE_CHANNELS } from '#shared/rpc/bridge-names.ts'

/** What the last preferences of every page must say (items 2, 3, 4, 6, 8, 9, 10, 11). */
const PREFERENCES = {
  sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, nodeIntegrationInWorker: false,
  webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, enableBlinkFeatures: '',
} as const

export async function preferenceFaults(electron: ElectronApplication): Promise<readonly string[]> {
  const pages = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()),
  )
  if (pages.length !== 1) return [`${pages.length} pages`]
  return pages.flatMap((page) =>
    Object.entries(PREFERENCES).flatMap(([name, wanted]) => {
      // Told only where they are switched on.
      const found = page[name] ?? (typeof wanted === 'string' ? '' : false)
      return found === wanted ? [] : [`${name}: ${String(found)}`]
    }),
  )
}

/** Linux: every renderer runs under seccomp filters and can gain no privileges; no process was told to go without the sandbox. */
export async function processFaults(electron: ElectronApplication): Promise<readonly string[]> {
  const renderers = new Set(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getOSProcessId())))
  const faults = (await processesOf(electron)).flatMap((pid) => {
    const told = commandLine(pid)
    const open = /--(no-sandbox|disable-[\w-]*sandbox|no-zygote|single-process)/.exec(told)?.[0]
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const bare = renderers.has(pid) && !(/^Seccomp:\s+2$/m.test(status) && /^NoNewPrivs:\s+1$/m.test(status))
    return [...(open ? [`${kindOf(told)}: ${open}`] : []), ...(bare ? [`renderer without seccomp`] : [])]
  })
  return renderers.size === 0 ? ['no renderer'] : faults
}

/** Connections of Electron's own processes (the engine's are its own affair) to anything but this computer. */
export async function foreignConnections(electron: ElectronApplication): Promise<readonly string[]> {
  const open = new Map(['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) => connectionsIn(`/proc/net/${kind}`)))
  return (await processesOf(electron)).flatMap((pid) => socketsOf(pid).flatMap((inode) => (open.has(inode) ? [`${kindOf(commandLine(pid))}: ${open.get(inode)}`] : [])))
}

/** Main and Chromium's processes: children of children too, programs of the app's own left out. */
async function processesOf(electron: ElectronApplication): Promise<readonly number[]> {
  return electron.evaluate(({ app }) => app.getAppMetrics().filter(({ serviceName }) => serviceName !== 'Cardkeep engine').map(({ pid }) => pid))
}

const commandLine = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
const kindOf = (told: string) => /--type=(\S+)/.exec(told)?.[1] ?? 'main'

function socketsOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.slice(1) ?? []
    } catch {
      return []
    }
  })
}

/** Inode and remote address of each; the loopback addresses and those without another end are left out. */
function connectionsIn(file: string): readonly (readonly [inode: string, remote: string])[] {
  return readFileSync(file, 'utf8').split('\n').slice(1).flatMap((line) => {
    const fields = line.trim().split(/\s+/)
    const [remote = '', inode = ''] = [fields[2], fields[9]]
    const isLocal = /^(0100007F|0+1?|0{16}FFFF00000100007F|0{24}01000000):/.test(remote)
    return remote === '' || isLocal ? [] : [[inode, remote] as const]
  })
}

/** Locking last: where it is carried out, the frames that ask are gone. */
const CHANNELS = [...BRIDGE_CALL_NAMES.filter((name) => name !== 'lock').map((name) => BRIDGE_CHANNELS.call(name)), BRIDGE_CHANNELS.offerFiles, BRIDGE_CHANNELS.call('lock')]

export interface SenderReport {
  /** Channels that answered, with who asked. */
  readonly answered: readonly string[]
  /** How many messages were sent. */
  readonly sent: number
}

/**
 * Every channel, asked by everybody who must not be heard: frames inside our page (about:blank, srcdoc), a frame that is gone, no frame at
 * all, a second window with our own page, windows at other addresses and of another session. Frames are Electron's own. Ends early where
 * strangers are heard.
 */
export async function askAsStrangers(electron: ElectronApplication): Promise<SenderReport> {
  return electron.evaluate(async ({ BrowserWindow, dialog, ipcMain, webContents, session }, channels) => {
    type Reply = { readonly ok: boolean }
    type Frame = Electron.WebFrameMain | null
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => Promise<Reply>> })._invokeHandlers
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
    const inputs = [{}, { theme: 'dark' }, { token: 'x' }, { text: 'x' }, { suggestedName: 'x', kind: 'csv' }, []]
    const [own] = webContents.getAllWebContents()
    if (!own) throw new Error('There is no page')
    await own.executeJavaScript(`(() => {
      for (const [name, value] of [['src', 'about:blank'], ['srcdoc', '<p>x</p>'], ['data-none', '']]) {
        const frame = document.createElement('iframe'); frame.className = 'stranger'; if (name !== 'srcdoc') frame.setAttribute(name, value); document.body.append(frame)
      }
    })()`)
    const frames = own.mainFrame.frames
    const strangers: { who: string; sender: Electron.WebContents; frame: Frame }[] = frames.map((frame, index) => ({ who: `frame ${index} of our page`, sender: own, frame }))
    strangers.push({ who: 'no frame', sender: own, frame: null })
    const windows: Electron.BrowserWindow[] = []
    for (const [who, address, shared] of [['second window', 'app://cardkeep/', true], ['about:blank window', 'about:blank', true], ['data: window', 'data:text/html,x', true], ['window of another session', 'data:text/html,y', false]] as const) {
      const window = new BrowserWindow({ show: false, webPreferences: { session: shared ? own.session : session.fromPartition('stranger'), sandbox: true } })
      windows.push(window)
      await window.loadURL(address).catch(() => {})
      strangers.push({ who, sender: window.webContents, frame: window.webContents.mainFrame })
    }
    const answered: string[] = []
    let sent = 0
    const ask = async (everybody: typeof strangers) => {
      for (const channel of channels) {
        for (const { who, sender, frame } of everybody) {
          for (const input of inputs) {
            if (answered.length > 20) return
            sent += 1
            const reply = await handlers.get(channel)?.({ sender, senderFrame: frame, type: 'frame' }, input)
            if (reply === undefined || reply.ok) answered.push(`${who}: ${channel}`)
          }
        }
      }
    }
    await ask(strangers)
    await own.executeJavaScript(`document.querySelectorAll('.stranger').forEach((frame) => frame.remove())`)
    await ask(frames.map((frame, index) => ({ who: `frame ${index}, gone`, sender: own, frame })))
    for (const window of windows) window.destroy()
    return { answered: [...new Set(answered)], sent }
  }, CHANNELS)
}
