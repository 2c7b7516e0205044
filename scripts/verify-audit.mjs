// npm run -s verify-audit -- FILE: follows the hashes of an exported audit trail (CSV or JSON lines). Needs nothing of
// Cardkeep and nothing installed. Each hash is SHA-256 over the hash before (32 zero bytes at first) and the JSON text
// [at, action, details], where details is itself a text.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** @typedef {{ id: number, at: number, action: string, details: string, hash: string }} Entry */

/**
 * Cells of a CSV text as in RFC 4180.
 * @param {string} text
 * @returns {string[][]}
 */
export const csvRows = (text) => {
  /** @type {string[][]} */
  const rows = [[]]
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy
  for (let found = cell.exec(text); found !== null && (found[0] !== '' || cell.lastIndex < text.length); found = cell.exec(text)) {
    const [, raw = '', end = ''] = found
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end !== ',' && cell.lastIndex < text.length) rows.push([])
  }
  return rows
}

/**
 * @param {string} text of an exported file, either kind
 * @returns {Entry[]}
 */
export const entriesOf = (text) => {
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.startsWith('{')) return plain.trim().split('\n').map((line) => JSON.parse(line))
  return csvRows(plain).slice(1).filter((cells) => cells.length === 5).map(([id, at, action, details, hash]) => ({ id: Number(id), at: Number(at), action: action ?? '', details: details ?? '', hash: hash ?? '' }))
}

/**
 * @param {readonly Entry[]} entries
 * @returns {{ entries: number, brokenAt: number | null, last: string | null }} `entries` that fit, the first that does not, the hash of the last that does
 */
export const verify = (entries) => {
  /** @type {Buffer} */
  let previous = Buffer.alloc(32)
  for (const [index, { id, at, action, details, hash }] of entries.entries()) {
    const expected = createHash('sha256').update(previous).update(JSON.stringify([at, action, details])).digest()
    if (id !== index + 1 || expected.toString('hex') !== hash) return { entries: index, brokenAt: id, last: index === 0 ? null : previous.toString('hex') }
    previous = expected
  }
  return { entries: entries.length, brokenAt: null, last: entries.length === 0 ? null : previous.toString('hex') }
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const [file] = process.argv.slice(2)
  if (!file) {
    process.stderr.write('Use: npm run -s verify-audit -- FILE\n')
    process.exit(2)
  }
  const found = verify(entriesOf(await readFile(file, 'utf8')))
  process.stdout.write(found.brokenAt === null ? `${found.entries} entries fit together without a gap.\nHash of the last: ${found.last}\n` : `Entry ${found.brokenAt} does not fit; ${found.entries} before it do.\n`)
  process.exit(found.brokenAt === null ? 0 : 1)
}
