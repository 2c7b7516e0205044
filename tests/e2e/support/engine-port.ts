/** A test's own voice on the port that the page was given: calls beside the page's, answers told apart by their ids. */
import type { Page } from 'playwright'
import type { AppErrorWire } from '#shared/rpc/errors.ts'

export type PortReply = { readonly value: unknown } | { readonly error: { readonly code: AppErrorWire['code'] | 'port-closed'; readonly details: unknown } }

export interface EnginePort {
  /** Rejects never: a call whose port closes before its answer replies with the code `port-closed`. */
  call(name: string, input?: unknown): Promise<PortReply>
  /** A call that is on its way when this resolves; its reply is asked for apart. */
  post(name: string, input?: unknown): Promise<{ reply(): Promise<PortReply> }>
  /** Names and payloads of the events heard by this document. */
  events(): Promise<readonly unknown[]>
  /** Waits until the document has had this many ports. */
  waitForPorts(count: number): Promise<void>
  /** Remembers the document that is there now. */
  markDocument(): Promise<void>
  /** Waits until another one than the marked is there and has its port. */
  waitForNewDocument(): Promise<void>
}

interface Listening {
  ports: number
  readonly events: unknown[]
  call: (name: string, input: unknown) => Promise<PortReply>
}
type ListeningWindow = Window & { engineListening?: Listening; isMarked?: boolean }

/** Loads the page anew with a listener in it, so that it hears of every port from the first. */
export async function listenOnPort(page: Page): Promise<EnginePort> {
  await page.addInitScript(listenInPage)
  await page.reload()
  return {
    call: (name, input = {}) => page.evaluate(({ name, input }) => (window as ListeningWindow).engineListening?.call(name, input) ?? { error: { code: 'engine.unavailable' as const, details: {} } }, { name, input }),
    post: async (name, input = {}) => {
      const posted = await page.evaluateHandle(({ name, input }) => ({ reply: (window as ListeningWindow).engineListening?.call(name, input) ?? { error: { code: 'engine.unavailable' as const, details: {} } } }), { name, input })
      return { reply: () => posted.evaluate(({ reply }) => reply) }
    },
    events: () => page.evaluate(() => (window as ListeningWindow).engineListening?.events ?? []),
    waitForPorts: async (count) => {
      await page.waitForFunction((wanted) => ((window as ListeningWindow).engineListening?.ports ?? 0) >= wanted, count)
    },
    markDocument: () => page.evaluate(() => void ((window as ListeningWindow).isMarked = true)),
    waitForNewDocument: async () => {
      // The empty page in between is a document too, but never has a port.
      await page.waitForFunction(() => !(window as ListeningWindow).isMarked && ((window as ListeningWindow).engineListening?.ports ?? 0) > 0)
    },
  }
}

/** Runs in the page, before its own scripts. Self-contained: nothing of this module exists there. */
function listenInPage(): void {
  let nextId = 1_000_000
  let current: MessagePort | undefined
  const waiting = new Map<number, (reply: { value: unknown } | { error: unknown }) => void>()
  const arrivals: (() => void)[] = []
  const listening = {
    ports: 0,
    events: [] as unknown[],
    async call(name: string, input: unknown) {
      if (!current) await new Promise<void>((resolve) => arrivals.push(resolve))
      return new Promise((resolve) => {
        const id = nextId++
        waiting.set(id, resolve)
        current?.postMessage({ t: 'call', id, name, input })
      })
    },
  }
  const endWaiting = () => {
    for (const reply of waiting.values()) reply({ error: { code: 'port-closed', details: {} } })
    waiting.clear()
  }
  Object.assign(window, { engineListening: listening })
  window.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source !== window || event.data !== 'cardkeep:engine-port' || !port) return
    // The page may have closed the one before itself, of which no event tells: a new one ends what waited on it.
    endWaiting()
    current = port
    listening.ports += 1
    port.addEventListener('message', ({ data }) => {
      if (data.t === 'event') listening.events.push({ name: data.name, payload: data.payload })
      if (data.t !== 'ok' && data.t !== 'fail') return
      waiting.get(data.id)?.(data.t === 'ok' ? { value: data.value } : { error: data.error })
      waiting.delete(data.id)
    })
    port.addEventListener('close', () => {
      if (current !== port) return
      current = undefined
      endWaiting()
    })
    port.start()
    for (const arrived of arrivals.splice(0)) arrived()
  })
}
