/**
 * From starting the built app to the first content in its window, against the emptiest Electron app that shows a window with a
 * word in it: the same Electron, the same machine, in turns.
 *
 * Both are asked the same way: Chromium itself says when it first painted something (first-contentful-paint), over its debugging
 * port, so that nothing of ours has to report and nothing holds the start up.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronFlags } from '#scripts/lib/electron/flags.mjs'
import { resolveElectron } from '#scripts/lib/electron/resolve.mjs'
import { root } from '#scripts/lib/paths.mjs'
import type { BenchRow } from './bench-row.ts'
import { firstContentfulPaint } from './first-paint.ts'
import { median } from './measure.ts'

const ROUNDS = 7
const MOST = 1.5
const GOODBYE_MS = 8_000
const PATIENCE_MS = 60_000

export async function benchWindow(): Promise<readonly BenchRow[]> {
  if (!existsSync(join(root, 'out/main/index.js'))) throw new Error('There is no built app: run `npm run build` first')
  const { executable } = await resolveElectron({ say: () => {} })
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-bench-'))
  try {
    const bare = await writeBareApp(join(folder, 'bare'))
    const times = { app: [] as number[], bare: [] as number[] }
    // The first round fills the file cache.
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, appFolder] of round % 2 === 0 ? ([['app', root], ['bare', bare]] as const) : ([['bare', bare], ['app', root]] as const)) {
        const took = await timeToFirstPaint(executable, appFolder, join(folder, `${name}-${round}`))
        if (round >= 0) times[name].push(took)
      }
    }
    const [value, baseline] = [Math.round(median(times.app)), Math.round(median(times.bare))]
    return [{ name: 'first window', value, unit: 'ms', baseline, ratio: Number((value / baseline).toPrecision(4)), target: `<= ${MOST} of a bare Electron window`, ok: value <= baseline * MOST }]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// Not awaited at the top level: Electron is not ready before its main module has run to the end.
async function writeBareApp(folder: string): Promise<string> {
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', type: 'module', main: 'main.js' }))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Bare</title><p>Hello</p>')
  await writeFile(
    join(folder, 'main.js'),
    `import { app, BrowserWindow } from 'electron'
app.setPath('userData', process.env.CARDKEEP_USER_DATA)
app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false })
  window.once('ready-to-show', () => window.show())
  window.loadFile(new URL('index.html', import.meta.url).pathname)
})
`,
  )
  return folder
}

/** Milliseconds from the start of the process to the first paint of its first window. */
async function timeToFirstPaint(executable: string, appFolder: string, userData: string): Promise<number> {
  await mkdir(userData)
  const started = Date.now()
  const child = spawn(executable, [...electronFlags(), '--remote-debugging-port=0', '--remote-allow-origins=*', appFolder], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CARDKEEP_USER_DATA: userData },
  })
  // Whatever is waited for ends with the process.
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  try {
    return (await firstContentfulPaint(await debuggingPort(child))) - started
  } finally {
    clearTimeout(timer)
    await end(child)
  }
}

/** Chromium says it on its error output, which is read to its end: a program whose output nobody takes stands still. */
function debuggingPort(child: ChildProcess): Promise<number> {
  let heard = ''
  return new Promise((done, fail) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      heard += text
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(heard)?.[1]
      if (port !== undefined) done(Number(port))
    })
    child.once('exit', () => fail(new Error('The app ended before it opened a window')))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS)
  await gone
  clearTimeout(timer)
}
