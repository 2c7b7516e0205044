// npm run audit: known weaknesses of what ships. Ends with 0 where none is high or each is waived until a day, 1 where one is not, and 3 where the
// registry did not answer: that is no pass.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { judge } from './lib/audit-gate.mjs'
import { pathWithoutTools, root } from './lib/paths.mjs'
import { attempt } from './lib/run.mjs'
import { main, say } from './lib/say.mjs'

/** @param {string} text @returns {unknown} */
const jsonIn = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

await main(async () => {
  const waivers = JSON.parse(await readFile(join(root, 'scripts', 'audit-waivers.json'), 'utf8'))
  const { stdout } = await attempt('npm', ['audit', '--json', '--omit', 'dev'], { shell: process.platform === 'win32', env: { ...process.env, PATH: pathWithoutTools() }, timeoutMs: 60_000 })
  const { state, lines } = judge({ report: jsonIn(stdout), waivers, today: new Date().toISOString().slice(0, 10) })
  for (const line of lines) say(`audit: ${line}`)
  return { passed: 0, failed: 1, 'not-run': 3 }[state]
})
