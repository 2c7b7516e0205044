/** Asks a running Chromium when the page of its first window first painted something. */
import { setTimeout as wait } from 'node:timers/promises'

const PATIENCE_MS = 60_000
// A page that a debugger looks at while it loads can stand still for good. What is asked is written down in the page anyway.
const LET_IT_LOAD_MS = 5_000

// Runs in the page. Asked again and again rather than waited for: a promise of a page that navigates is never settled.
const ASK = `(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0]
  return paint && performance.timeOrigin + paint.startTime
})()`

interface Target {
  readonly type: string
  readonly url: string
  readonly title: string
  readonly webSocketDebuggerUrl?: string
}

/** Epoch milliseconds. `port` is Chromium's remote debugging port. */
export async function firstContentfulPaint(port: number): Promise<number> {
  await wait(LET_IT_LOAD_MS)
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const painted = await askUntilPainted(await pageSocket(port, until), until)
    if (painted !== undefined) return painted
  }
  throw new Error('The page does not say when it painted')
}

/** Undefined when the page went away, as the empty one does that a window starts with. */
async function askUntilPainted(address: string, until: number): Promise<number | undefined> {
  const socket = new WebSocket(address)
  let painted: number | undefined
  socket.addEventListener('message', (event) => {
    const { result } = JSON.parse(String(event.data)) as { readonly result?: { readonly result?: { readonly value?: unknown } } }
    const value = result?.result?.value
    if (typeof value === 'number') painted = value
  })
  try {
    for (let id = 1; painted === undefined && socket.readyState <= WebSocket.OPEN && Date.now() < until; id += 1) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression: ASK, returnByValue: true } }))
      await wait(50)
    }
    return painted
  } finally {
    socket.close()
  }
}

async function pageSocket(port: number, until: number): Promise<string> {
  while (Date.now() < until) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`).then((reply) => reply.json() as Promise<readonly Target[]>).catch(() => [])
    // Until its document is there a page is called by its address.
    const page = targets.find(({ type, url, title }) => type === 'page' && title !== '' && !url.endsWith(title))
    if (page?.webSocketDebuggerUrl !== undefined) return page.webSocketDebuggerUrl
    await wait(500)
  }
  throw new Error('No window opened')
}
