// Whether known weaknesses of what ships stand in the way: npm's advisories, and the dated waivers of `scripts/audit-waivers.json`.

/** @typedef {{ readonly advisory: string, readonly package: string, readonly reason: string, readonly until: string }} Waiver `until`: the last day, YYYY-MM-DD */
/** @typedef {{ readonly advisory: string, readonly package: string, readonly severity: string, readonly title: string }} Weakness */
/** @typedef {{ readonly state: 'passed' | 'failed' | 'not-run', readonly lines: readonly string[] }} Verdict */

const BARRED = ['high', 'critical']
const MOST_DAYS = 92

/** @param {unknown} via @returns {via is { url?: string, source?: number, severity: string, title: string, name?: string }} */
const isAdvisory = (via) => typeof via === 'object' && via !== null && 'severity' in via

/** The advisories of `npm audit --json`, each once. @param {unknown} report @returns {readonly Weakness[] | undefined} undefined where it is no report */
export const weaknessesOf = (report) => {
  if (typeof report !== 'object' || report === null || !('vulnerabilities' in report)) return undefined
  const found = new Map()
  for (const { name, via } of Object.values(/** @type {Record<string, { name: string, via: readonly unknown[] }>} */ (report.vulnerabilities))) {
    for (const each of via.filter(isAdvisory)) {
      const advisory = /GHSA-[\w-]+/.exec(each.url ?? '')?.[0] ?? String(each.source)
      found.set(`${advisory} ${name}`, { advisory, package: name, severity: each.severity, title: each.title })
    }
  }
  return [...found.values()]
}

/** @param {Waiver} waiver @param {string} today YYYY-MM-DD @returns {string | undefined} what is wrong with it */
const faultOf = ({ advisory, package: name, reason, until }, today) => {
  const about = `waiver of ${advisory} (${name})`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until))) return `${about}: “until” is no day`
  if (reason.trim().length < 20) return `${about}: says no reason`
  if (until < today) return `${about}: ended on ${until}`
  if (Date.parse(until) - Date.parse(today) > MOST_DAYS * 86_400_000) return `${about}: goes on for more than ${MOST_DAYS} days`
  return undefined
}

/**
 * @param {{ report: unknown, waivers: readonly Waiver[], today: string }} facts `report`: of `npm audit --json`, undefined where there was none
 * @returns {Verdict} `not-run` is no pass: nobody has looked
 */
export const judge = ({ report, waivers, today }) => {
  const faults = waivers.map((waiver) => faultOf(waiver, today)).filter((fault) => fault !== undefined)
  const weaknesses = weaknessesOf(report)
  if (weaknesses === undefined) return { state: faults.length > 0 ? 'failed' : 'not-run', lines: ['not run: the registry gave no advisories', ...faults] }
  const barred = weaknesses.filter(({ severity }) => BARRED.includes(severity))
  const open = barred.filter(({ advisory, package: name }) => !waivers.some((waiver) => waiver.advisory === advisory && waiver.package === name))
  const unused = waivers.filter((waiver) => !weaknesses.some(({ advisory, package: name }) => waiver.advisory === advisory && waiver.package === name))
  const lines = [
    ...open.map(({ advisory, package: name, severity, title }) => `${severity}: ${name}: ${title} (${advisory})`),
    ...faults,
    ...unused.map(({ advisory, package: name }) => `waiver of ${advisory} (${name}): nothing needs it any more`),
  ]
  return { state: lines.length > 0 ? 'failed' : 'passed', lines: lines.length > 0 ? lines : [`${weaknesses.length} known weaknesses, none of them high; ${waivers.length} waivers`] }
}
