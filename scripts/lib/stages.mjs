// The stages of a test run and what is counted.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeModules, pathWithTools, projectNode } from './paths.mjs'
import { checkTypes } from './rooms.mjs'
import { attempt } from './run.mjs'
import { say, since } from './say.mjs'

/** @typedef {{ readonly name: string, readonly passed: number, readonly failed: number, readonly skipped: number }} StageResult */

/**
 * Counts in the report of Vitest's JSON reporter. A file that could not be loaded has no tests to fail and an error
 * outside every test belongs to none, so both count as one failure: a red run never says "0 failed".
 * @param {string} name @param {number} exitCode
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number,
 *   testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[] } | undefined} report undefined when none was written
 * @returns {StageResult}
 */
export const countReport = (name, exitCode, report) => {
  if (!report) return { name, passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + unloaded
  return {
    name,
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** @param {readonly StageResult[]} results */
export const closingLine = (results) => {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  return `${passed} passed, ${failed} failed`
}

/** @param {StageResult} result @param {number} startedAt */
const report = (result, startedAt) => {
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
  const counts = result.passed + result.failed === 0 ? 'no tests yet' : `${result.passed} passed, ${result.failed} failed`
  say(`${result.name}: ${counts}${skipped} in ${since(startedAt)}`)
  return result
}

/** @param {string} name @param {() => Promise<{ ok: boolean, output: string }>} check @returns {Promise<StageResult>} */
const single = async (name, check) => {
  const startedAt = Date.now()
  const { ok, output } = await check()
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`)
  return report({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }, startedAt)
}

export const typesStage = () => single('types', checkTypes)

export const lintStage = () =>
  single('lint', async () => {
    const { code, output } = await attempt(projectNode, [join(nodeModules, 'oxlint', 'bin', 'oxlint'), '--deny-warnings'])
    return { ok: code === 0, output }
  })

/**
 * @typedef {object} VitestStage
 * @property {string} name of the stage
 * @property {readonly string[]} projects of vitest.config.ts
 * @property {readonly string[]} [args] more for Vitest: name filters and switches
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [quiet] show the output only when something fails
 */

/** @param {VitestStage} stage @returns {Promise<StageResult>} */
export const vitestStage = async ({ name, projects, args = [], env = process.env, quiet = false }) => {
  const startedAt = Date.now()
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-report-'))
  const file = join(folder, 'report.json')
  try {
    const { code, output } = await attempt(
      projectNode,
      [
        join(nodeModules, 'vitest', 'vitest.mjs'), 'run', '--passWithNoTests',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args,
      ],
      { inherit: !quiet, env: { ...env, PATH: pathWithTools(env) } },
    )
    if (quiet && code !== 0) process.stdout.write(output)
    const text = await readFile(file, 'utf8').catch(() => undefined)
    return report(countReport(name, code, text === undefined ? undefined : JSON.parse(text)), startedAt)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
