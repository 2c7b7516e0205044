// "Is it still what it was made from?" A stamp file beside a product holds the hash of its sources.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/**
 * @param {string} path
 * @returns {Promise<readonly string[]>} every file under it (or itself), in a fixed order; none when it does not exist
 */
export const filesUnder = async (path) => {
  const info = await stat(path).catch(() => undefined)
  if (!info) return []
  if (!info.isDirectory()) return [path]
  const names = (await readdir(path)).sort()
  return (await Promise.all(names.map((name) => filesUnder(join(path, name))))).flat()
}

/**
 * A hash over names and contents: a renamed, added, removed or edited file changes it, a touched one does not.
 * @param {string} base the names in the hash are relative to it
 * @param {readonly string[]} sources files and folders
 * @param {readonly string[]} [facts] anything else that the product depends on
 */
export const fingerprint = async (base, sources, facts = []) => {
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(`fact ${fact}\n`)
  for (const source of sources) {
    for (const file of await filesUnder(source)) {
      const content = await readFile(file)
      hash.update(`file ${relative(base, file).split(sep).join('/')} ${content.length}\n`)
      hash.update(content)
    }
  }
  return hash.digest('hex')
}

/** @param {string} file @returns {Promise<string>} empty when there is none */
export const readStamp = async (file) => (await readFile(file, 'utf8').catch(() => '')).trim()

/** @param {string} file @param {string} value */
export const writeStamp = async (file, value) => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${value}\n`)
}
