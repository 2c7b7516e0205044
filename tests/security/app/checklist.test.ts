/**
 * Electron's checklist, item by item, in the running app with Chromium's own sandbox: docs/tutorial/security.md of electron/electron.
 *
 * Item 16 (a supported Electron) and 19 (fuses) are facts of the package: tests/security/node/package.test.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BRIDGE_CALL_NAMES } from '#shared/rpc/bridge-names.ts'
import { AppWindow } from '#tests/e2e/pages/window.ts'
import { print } from '../support/amounts.ts'
import { HOSTILE_ADDRESSES } from '../support/hostile-addresses.ts'
import { logOf } from '../support/log.ts'
import { foreignConnections, preferenceFaults, processFaults } from '../support/probes.ts'
import { launchSandboxed, type SandboxedApp } from '../support/sandboxed-app.ts'

const started: { app?: SandboxedApp } = {}
const app = (): SandboxedApp => {
  if (!started.app) throw new Error('The app did not start')
  return started.app
}
type Bridge = Record<string, (input?: unknown) => Promise<unknown>>
type TestWindow = Window & { bridge: Bridge; __ran?: number; __mark?: boolean }

beforeAll(async () => {
  started.app = await launchSandboxed()
})
afterAll(() => started.app?.close())

/** What became of the document that was there, alone and unmoved, and what the system was asked to open. */
async function whatHappened(): Promise<object> {
  const { page, electron } = app()
  return {
    ...(await page.evaluate(() => ({ mark: (window as unknown as TestWindow).__mark, ran: (window as unknown as TestWindow).__ran, isOurs: location.href.startsWith('app://cardkeep/') }))),
    pages: await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    opened: await electron.evaluate(({ shell }) => (shell as unknown as { opened?: string[] }).opened),
  }
}
const NOTHING = { mark: true, ran: undefined, isOurs: true, pages: 1, opened: [] }

describe('a person at work', () => {
  test('1, 7: every request stays in the app, nothing is refused, no policy is violated, no process of Chromium is connected to anything', async () => {
    const { page, electron, requests, pageErrors } = app()
    const window = new AppWindow(page)
    await page.evaluate(() => document.addEventListener('securitypolicyviolation', () => ((window as unknown as { violations?: number }).violations = 1)))
    await window.createVault()
    for (const name of ['Transactions', 'Cards', 'Reports', 'Statements', 'Activity', 'Connections', 'Settings', 'Overview'] as const) await window.go(name)
    expect(requests.length).toBeGreaterThan(5)
    expect(requests.filter((address) => !/^(app:\/\/cardkeep\/|data:)/.test(address))).toEqual([])
    expect(logOf(app()).filter(({ event }) => event === 'refused')).toEqual([])
    expect(await foreignConnections(electron)).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { violations?: number }).violations)).toBeUndefined()
    expect(pageErrors).toEqual([])
    print(`requests: ${requests.length}, all of app://cardkeep/`)
  })

  test('2, 3, 4, 6, 8, 9, 10, 11: the preferences of every page', async () => {
    expect(await preferenceFaults(app().electron)).toEqual([])
  })

  test('4: the renderer runs in the system’s sandbox', async () => {
    const { electron, hasSandbox } = app()
    if (!hasSandbox) return print('sandbox: this system allows Chromium none, so that only the preferences are proven here')
    print('sandbox: Seccomp 2, NoNewPrivs 1 in every renderer; no process without it')
    expect(await processFaults(electron)).toEqual([])
  })
})

describe('what a page finds', () => {
  test('2, 20: no Node, no Electron, in the page, in a frame and in a worker', async () => {
    expect(
      await app().page.evaluate(async () => {
        const names = ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'ipcRenderer', 'electron', 'setImmediate']
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const inFrame = names.filter((name) => name in (frame.contentWindow ?? {}))
        const bridgeInFrame = 'bridge' in (frame.contentWindow ?? {})
        frame.remove()
        const worker = await new Promise((resolve) => {
          try {
            const made = new Worker(URL.createObjectURL(new Blob(['postMessage(typeof require)'])))
            made.addEventListener('message', ({ data }) => resolve(data))
            made.addEventListener('error', () => resolve('refused'))
          } catch {
            resolve('refused')
          }
        })
        return { page: names.filter((name) => name in window), inFrame, bridgeInFrame, worker }
      }),
    ).toEqual({ page: [], inFrame: [], bridgeInFrame: false, worker: 'refused' })
  })

  test('3: what the page does to its own prototypes, the bridge does not notice', async () => {
    const answer = await app().page.evaluate(async () => {
      const kept = { push: Array.prototype.push, call: Function.prototype.call, keys: Object.keys }
      const stolen: unknown[] = []
      const spy = (...args: unknown[]) => void (stolen[stolen.length] = args)
      Array.prototype.push = spy as never
      Function.prototype.call = spy as never
      Object.keys = spy as never
      const asked = (window as unknown as TestWindow).bridge['getFrame']?.({})
      Array.prototype.push = kept.push
      Function.prototype.call = kept.call
      Object.keys = kept.keys
      return { frame: await asked, stolen: stolen.length }
    })
    expect(answer).toMatchObject({ frame: { platform: 'linux', theme: 'system' }, stolen: 0 })
  })

  test('20: the bridge is these functions and nothing behind them', async () => {
    const found = await app().page.evaluate(async () => {
      const { bridge } = window as unknown as TestWindow
      const seen = new Set<unknown>()
      const names: string[] = []
      const walk = (value: unknown, path: string): void => {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
        seen.add(value)
        for (const key of Reflect.ownKeys(value)) {
          names.push(`${path}.${String(key)}`)
          walk(Reflect.get(value, key), `${path}.${String(key)}`)
        }
      }
      walk(bridge, 'bridge')
      const heard: unknown[][] = []
      const stop = bridge['onEngineState']?.(((...args: unknown[]) => heard.push(args)) as never) as unknown as (() => void) | undefined
      await bridge['getFrame']?.({})
      stop?.()
      const failure = await bridge['revealExport']?.({ token: 'none' }).catch((error: unknown) => error)
      return { keys: Object.keys(bridge), forbidden: names.filter((name) => /ipcRenderer|sender|senderFrame|invoke|webFrame|process/i.test(name)), heard, failure, frozen: Object.isFrozen(bridge) }
    })
    expect(found.keys.toSorted()).toEqual([...BRIDGE_CALL_NAMES, 'offerFiles', 'onMenu', 'onEngineState', 'onLaunchFiles'].toSorted())
    expect(found.forbidden).toEqual([])
    expect(found.frozen).toBe(true)
    // A value, never an event; an error's plain form, never a stack.
    expect(found.heard.flat().every((value) => typeof value === 'string')).toBe(true)
    expect(Object.keys(found.failure as object).toSorted()).toEqual(['code', 'details', 'retryable'])
  })

  test('7, 18: the policy is in the header of every answer, and an address never becomes a path', async () => {
    const answers = await app().electron.evaluate(async ({ webContents }) => {
      const [page] = webContents.getAllWebContents()
      const ask = async (address: string, method = 'GET') => {
        const answer = await page?.session.fetch(address, { method }).catch(() => undefined)
        return { status: answer?.status ?? 'refused', policy: answer?.headers.get('content-security-policy') ?? '' , sniff: answer?.headers.get('x-content-type-options') ?? '' }
      }
      const tricks = [
        'app://cardkeep/../../etc/passwd', 'app://cardkeep/%2e%2e/%2e%2e/package.json', 'app://cardkeep/..%2f..%2fpackage.json', 'app://cardkeep/assets/..%5c..%5cpackage.json', 'app://cardkeep/\\..\\..\\package.json', 'app://cardkeep//etc/passwd',
        'app://cardkeep/index.html%00.js', 'app://cardkeep/%00', 'app://cardkeep/index.html/', 'app://cardkeep/.', 'app://cardkeep/assets', 'app://cardkeep/main/index.js', 'app://cardkeep/../main/index.js', 'app://cardkeep/__proto__', 'app://cardkeep/constructor', 'app://evil/', 'app://evil/index.html', 'app://cardkeep@evil/', 'app://cardkeep.evil/', 'file:///etc/passwd', 'file:///etc/hostname', 'http://127.0.0.1:9/', 'https://example.com/',
      ]
      return { page: await ask('app://cardkeep/'), post: await ask('app://cardkeep/', 'POST'), tricks: await Promise.all(tricks.map(async (address) => ({ address, ...(await ask(address)) }))) }
    })
    expect(answers.page.status).toBe(200)
    expect(answers.page.sniff).toBe('nosniff')
    expect(answers.page.policy.replace(/'nonce-[\w-]+'/, "'nonce-N'").split('; ')).toEqual([
      "default-src 'none'", "script-src 'self'", "style-src 'self' 'nonce-N'", "img-src 'self' data:", "font-src 'self'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
      "frame-src 'none'", "frame-ancestors 'none'", "object-src 'none'", "require-trusted-types-for 'script'", 'trusted-types default',
    ])
    expect(answers.post.status).not.toBe(200)
    // "." is the page itself, as every URL parser says.
    expect(answers.tricks.filter(({ status, address }) => status === 200 && address !== 'app://cardkeep/.')).toEqual([])
    expect(answers.tricks.filter(({ address, status, policy }) => address.startsWith('app:') && status === 404 && !policy.startsWith("default-src 'none'"))).toEqual([])
  })

  test('5: every permission and device is refused', async () => {
    const found = await app().page.evaluate(async () => {
      const outcome = async (ask: () => unknown) => {
        try {
          const value = await Promise.race([Promise.resolve(ask()), new Promise((resolve) => setTimeout(resolve, 1_500, 'hangs'))])
          return value === undefined || value === null || value === 'denied' || value === 'hangs' || value === false || (Array.isArray(value) && value.length === 0) ? 'refused' : String(value)
        } catch {
          return 'refused'
        }
      }
      const any = navigator as unknown as Record<string, Record<string, (...args: unknown[]) => unknown> | undefined>
      const asks: Record<string, () => unknown> = {
        notifications: () => Notification.requestPermission(), microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }), camera: () => navigator.mediaDevices.getUserMedia({ video: true }), screen: () => navigator.mediaDevices.getDisplayMedia(),
        place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)), usb: () => any['usb']?.['requestDevice']?.({ filters: [] }), usbKnown: () => any['usb']?.['getDevices']?.(), hid: () => any['hid']?.['requestDevice']?.({ filters: [] }),
        hidKnown: () => any['hid']?.['getDevices']?.(), serial: () => any['serial']?.['requestPort']?.(), serialKnown: () => any['serial']?.['getPorts']?.(), bluetooth: () => any['bluetooth']?.['requestDevice']?.({ acceptAllDevices: true }), midi: () => any['requestMIDIAccess' as never] && navigator.requestMIDIAccess({ sysex: true }),
        clipboard: () => navigator.clipboard.readText(), clipboardWrite: () => navigator.clipboard.writeText('x').then(() => 'written'), screenDetails: () => (window as unknown as { getScreenDetails?: () => unknown }).getScreenDetails?.(), fonts: () => (window as unknown as { queryLocalFonts?: () => unknown }).queryLocalFonts?.(),
        idle: () => (window as unknown as { IdleDetector?: { requestPermission(): unknown } }).IdleDetector?.requestPermission(), keyboard: () => any['keyboard']?.['lock']?.(), storage: () => navigator.storage.persist(), file: () => (window as unknown as { showOpenFilePicker?: () => unknown }).showOpenFilePicker?.(),
      }
      const asked = await Promise.all(Object.entries(asks).map(async ([name, ask]) => [name, await outcome(ask)] as const))
      const states = await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write', 'persistent-storage', 'local-fonts', 'window-management', 'idle-detection'].map(async (name) => [`state of ${name}`, await navigator.permissions.query({ name } as never).then(({ state }) => state, () => 'unknown')] as const),
      )
      return [...asked.filter(([, result]) => result !== 'refused'), ...states.filter(([, state]) => state === 'granted')]
    })
    expect(found).toEqual([])
  })
})

describe('where a page can be made to go', () => {
  beforeAll(async () => {
    const { page, electron } = app()
    await page.evaluate(() => void ((window as unknown as TestWindow).__mark = true))
    await electron.evaluate(({ shell }) => {
      const opened: string[] = []
      const open = async (address: string) => {
        opened.push(address)
        return ''
      }
      Object.assign(shell, { opened, openExternal: open, openPath: open })
    })
  })

  test(`13, 14, 15: ${HOSTILE_ADDRESSES.length} addresses, each as a link, a place, a new window and a form`, async () => {
    const { page } = app()
    for (const address of HOSTILE_ADDRESSES) {
      await page.evaluate(async (to) => {
        const attempt = (work: () => unknown) => {
          try {
            work()
          } catch {
            // Refused where it stands.
          }
        }
        const link = document.createElement('a')
        link.href = to
        document.body.append(link)
        link.click()
        link.target = '_blank'
        link.click()
        for (const keys of [{ shiftKey: true }, { ctrlKey: true }, { button: 1 }]) link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys }))
        attempt(() => window.open(to))
        attempt(() => window.open(to, '_blank', 'noopener'))
        attempt(() => history.pushState({}, '', to.startsWith('app://') || /^[a-z]+:/i.test(to) ? to : location.href))
        const form = document.createElement('form')
        attempt(() => (form.action = to))
        document.body.append(form)
        attempt(() => form.submit())
        attempt(() => location.assign(to))
        link.remove()
        form.remove()
        await new Promise((resolve) => setTimeout(resolve, 10))
      }, address)
    }
    expect(await whatHappened()).toEqual(NOTHING)
    print(`addresses: ${HOSTILE_ADDRESSES.length}, each in ten ways; none left the app, opened a window or reached the system`)
  })

  test('13: nor by meta refresh, base, frames, objects and downloads', async () => {
    const { page, electron } = app()
    const framed = await page.evaluate(async () => {
      const add = (tag: string, attributes: Record<string, string>) => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) {
          try {
            element.setAttribute(name, value)
          } catch {
            // Trusted types refuse it before anything else could.
          }
        }
        ;(['meta', 'base'].includes(tag) ? document.head : document.body).append(element)
        return element
      }
      const made = [
        add('base', { href: 'https://example.com/' }), add('meta', { 'http-equiv': 'refresh', content: '0;url=https://example.com/' }), add('meta', { 'http-equiv': 'refresh', content: '0;url=app://evil/' }), add('meta', { 'http-equiv': 'Content-Security-Policy', content: 'script-src *' }),
        add('iframe', { src: 'https://example.com/' }), add('iframe', { src: 'app://cardkeep/' }), add('iframe', { src: 'data:text/html,x' }), add('object', { data: 'https://example.com/' }), add('embed', { src: 'https://example.com/' }), add('webview', { src: 'https://example.com/' }),
        add('link', { rel: 'prerender', href: 'https://example.com/' }), add('link', { rel: 'dns-prefetch', href: 'https://example.com/' }), add('link', { rel: 'stylesheet', href: 'https://example.com/x.css' }), add('img', { src: 'https://example.com/x.png' }), add('audio', { src: 'https://example.com/x.mp3' }),
      ]
      const download = add('a', { href: 'data:text/plain,x', download: 'x.sh' })
      download.click()
      const frame = add('iframe', {}) as HTMLIFrameElement
      frame.contentWindow?.location.assign('https://example.com/')
      frame.contentWindow?.location.assign('app://cardkeep/')
      await new Promise((resolve) => setTimeout(resolve, 500))
      const inFrames = [...document.querySelectorAll('iframe')].filter((each) => (each.contentDocument?.getElementById('root') ?? null) !== null).length
      for (const element of [...made, download, frame]) element.remove()
      return inFrames
    })
    expect(framed).toBe(0)
    expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getType()))).toEqual(['window'])
    expect(logOf(app()).filter(({ event, what }) => event === 'refused' && what === 'download').length).toBeGreaterThan(0)
    expect(await whatHappened()).toEqual(NOTHING)
  })

  test('13: nor when a link or a file is dropped on the window', async () => {
    const { page, electron } = app()
    const session = await electron.context().newCDPSession(page)
    for (const data of [{ items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }], dragOperationsMask: 1 }, { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 }]) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data }).catch(() => {})
    }
    await page.waitForTimeout(200)
    expect(await whatHappened()).toEqual(NOTHING)
  })

  test('1: sessions other than the page’s own reach nothing either', async () => {
    expect(
      await app().electron.evaluate(async ({ session }) => {
        const sessions = [session.defaultSession, session.fromPartition('another')]
        return Promise.all(sessions.map((each) => each.fetch('http://127.0.0.1:9/').then(() => 'open', (error: unknown) => String(error))))
      }),
    ).toEqual([expect.stringContaining('ERR_BLOCKED_BY_CLIENT'), expect.stringContaining('ERR_BLOCKED_BY_CLIENT')])
  })
})
