/** T9: fuzzed messages from a real page, over the very port and bridge that it was given. */
import { expect, onTestFinished, test } from 'vitest'
import { BRIDGE_CALL_NAMES } from '#shared/rpc/bridge-names.ts'
import { AppWindow } from '#tests/e2e/pages/window.ts'
import { enginePids } from '#tests/e2e/support/launch.ts'
import { newSeed, print, times } from '../support/amounts.ts'
import { build, ODDITIES, recipes, type Recipe } from '../support/fuzz.ts'
import { logOf } from '../support/log.ts'
import { launchSandboxed } from '../support/sandboxed-app.ts'

interface Fuzzed {
  port: MessagePort | undefined
  answers: number
  codes: Record<string, number>
}
type FuzzedWindow = Window & { fuzzed: Fuzzed; buildMessage: (recipe: Recipe) => unknown; bridge: Record<string, (input: unknown) => Promise<unknown>> }

/** Keys are derived and issuers asked by these: they are sent bent only, in the test of the engine alone. */
const isQuick = ({ message }: Recipe) => !/^(vault|connections)\./.test(String(message['name']))

test('1,000 messages through a real page: the page, the engine and main live on', async () => {
  const [count, seed] = [times(1_000), newSeed()]
  const { electron, page, close, dataFolder } = await launchSandboxed()
  onTestFinished(close)
  await page.addInitScript(() => {
    const fuzzed: Fuzzed = { port: undefined, answers: 0, codes: {} }
    Object.assign(window, { fuzzed })
    window.addEventListener('message', ({ source, data, ports: [port] }) => {
      if (source !== window || data !== 'cardkeep:engine-port' || !port) return
      fuzzed.port = port
      port.addEventListener('message', ({ data: answer }) => {
        // The page's own calls have small ids.
        if ((answer.t !== 'ok' && answer.t !== 'fail') || (answer.id >= 0 && answer.id < 1_000_000)) return
        fuzzed.answers += 1
        const code = answer.t === 'ok' ? 'ok' : answer.error.code
        fuzzed.codes[code] = (fuzzed.codes[code] ?? 0) + 1
      })
      port.start()
    })
  })
  await page.reload()
  await page.evaluate(`window.buildMessage = ${build.toString()}`)
  await new AppWindow(page).createVault()
  const before = await enginePids(electron)

  const all = recipes(2 * count, seed, Number.POSITIVE_INFINITY).filter(isQuick).slice(0, count).map(({ message, edits }): Recipe => ({ message: { ...message, id: 1_000_000 + Number(message['id']) }, edits: edits.filter(({ path }) => path[0] !== 'id') }))
  const sent = { messages: 0, unsendable: 0, expected: 0 }
  for (let from = 0; from < all.length; from += 50) {
    const part = await page.evaluate((some) => {
      const { fuzzed, buildMessage } = window as unknown as FuzzedWindow
      const counts = { messages: 0, unsendable: 0, expected: 0 }
      for (const recipe of some) {
        const message = buildMessage(recipe)
        try {
          fuzzed.port?.postMessage(message)
          counts.messages += 1
          const { t, id, name } = (typeof message === 'object' && message !== null && !Array.isArray(message) ? message : {}) as Record<string, unknown>
          if (t === 'call' && Number.isSafeInteger(id) && typeof name === 'string') counts.expected += 1
        } catch {
          counts.unsendable += 1
        }
      }
      return counts
    }, all.slice(from, from + 50))
    sent.messages += part.messages
    sent.unsendable += part.unsendable
    sent.expected += part.expected
    await expect.poll(() => page.evaluate(() => (window as unknown as FuzzedWindow).fuzzed.answers), { interval: 10, timeout: 20_000 }).toBeGreaterThanOrEqual(sent.expected)
  }
  const { answers, codes } = await page.evaluate(() => (window as unknown as FuzzedWindow).fuzzed)

  await electron.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
  })
  // Not the list of four billion holes: the way into preload copies a list member by member, and the page would only stop itself.
  const bridged = await page.evaluate(async ({ names, odd }) => {
    const { bridge, buildMessage } = window as unknown as FuzzedWindow
    const outcomes: string[] = []
    for (const name of names) {
      for (const kind of odd) {
        try {
          await bridge[name]?.(buildMessage({ message: {}, edits: [{ path: [], odd: kind }] }))
          outcomes.push('answered')
        } catch (error) {
          outcomes.push(typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'not carried')
        }
      }
    }
    return outcomes
  }, { names: [...BRIDGE_CALL_NAMES.filter((name) => name !== 'lock'), 'offerFiles'], odd: ODDITIES.filter((kind) => kind !== 'sparse') })
  print(`fuzz, real page: N ${all.length}, seed ${seed}: ${sent.messages} sent, ${sent.unsendable} that no port carries, ${answers} answered (${JSON.stringify(codes)}); bridge: ${bridged.length} calls, ${bridged.filter((outcome) => outcome === 'rpc.invalid-input').length} refused, ${bridged.filter((outcome) => outcome === 'answered').length} answered`)

  expect(codes['engine.internal'] ?? 0).toBe(0)
  expect(bridged.filter((outcome) => outcome === 'engine.internal')).toEqual([])
  expect(await enginePids(electron)).toEqual(before)
  expect(await page.evaluate(() => (window as unknown as FuzzedWindow).bridge['getFrame']?.({}))).toMatchObject({ platform: 'linux' })
  // Counted and told without content: a reason, the name of a declared call, how many.
  const told = logOf({ dataFolder }).filter(({ event }) => event === 'engine-refused')
  expect(told.length).toBeGreaterThan(5)
  expect(told.filter((line) => Object.keys(line).toSorted().join() !== 'at,call,count,event,reason')).toEqual([])
})
