/** Asks a running Chromium when the page of its first window first painted something. */
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

const PATIENCE_MS = 60_000

// Runs in the page. The entry exists as soon as something is on the screen; until then it is waited for.
const ASK = `new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName('first-contentful-paint')[0]
  if (paint) done(performance.timeOrigin + paint.startTime)
}).observe({ type: 'paint', buffered: true }))`

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl?: string
}

/** Epoch milliseconds. `port` is Chromium's remote debugging port. A page that is on its way to another address is asked again. */
export async function firstContentfulPaint(port: number): Promise<number> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const painted = await ask(await pageSocket(port))
    if (painted !== undefined) return painted
    await wait(20)
  }
  throw new Error('The page does not say when it painted')
}

async function ask(address: string): Promise<number | undefined> {
  const socket = new WebSocket(address)
  try {
    await once(socket, 'open')
    const answer = new Promise<string | undefined>((done) => {
      socket.addEventListener('message', (event) => done(String(event.data)), { once: true })
      socket.addEventListener('close', () => done(undefined), { once: true })
    })
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: ASK, awaitPromise: true, returnByValue: true } }))
    const { result } = JSON.parse((await answer) ?? '{}') as { readonly result?: { readonly result?: { readonly value?: unknown } } }
    const at = result?.result?.value
    return typeof at === 'number' ? at : undefined
  } finally {
    socket.close()
  }
}

async function pageSocket(port: number): Promise<string> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`).then((reply) => reply.json() as Promise<readonly Target[]>).catch(() => [])
    const page = targets.find(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank')
    if (page?.webSocketDebuggerUrl !== undefined) return page.webSocketDebuggerUrl
    await wait(20)
  }
  throw new Error('No window opened')
}
