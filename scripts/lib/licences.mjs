// The licences of everything that is shipped: what the lock file lists as needed at run time, and Electron itself.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './paths.mjs'

/**
 * @typedef {object} Locked
 * @property {string} [name] of an alias
 * @property {string} [version]
 * @property {string} [license]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {readonly string[]} [os]
 */

/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly text: number | null }} Licence `text`: an index of `texts` */

/** Where a package says nothing in the lock file, as read in its own files. @type {Readonly<Record<string, string>>} */
const READ_BY_HAND = { 'png-js': 'MIT' }

const PATH_PREFIX = /^.*node_modules\//

/** What ships, by its place in node_modules. @param {Readonly<Record<string, Locked>>} locked */
export const shipped = (locked) =>
  Object.entries(locked)
    .filter(([path, entry]) => path !== '' && (entry.dev !== true || path === 'node_modules/electron'))
    .map(([path, entry]) => ({ path, name: entry.name ?? path.replace(PATH_PREFIX, ''), version: entry.version ?? '', licence: entry.license, isForOnePlatform: entry.os !== undefined }))

/** @param {string} folder */
const textOf = async (folder) => {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => /^(?:licen[cs]e|copying|notice|unlicense)(?:[.-](?:md|txt|mit|apache2?|bsd))?$/i.test(name)).sort()
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  const text = texts.map((each) => each.replaceAll('\r\n', '\n').trim()).filter(Boolean).join('\n\n')
  return text === '' ? null : text
}

/**
 * Names, versions, licences and their texts; equal texts are kept once. Packages for one platform only have no text of their own: it is that
 * of the package which loads them, and which of them is installed depends on the machine.
 */
export const collectLicences = async () => {
  const { packages: locked } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  /** @type {string[]} */
  const texts = []
  /** @type {Licence[]} */
  const packages = []
  const seen = new Set()
  for (const { path, name, version, licence, isForOnePlatform } of shipped(locked).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))) {
    if (seen.has(`${name}@${version}`)) continue
    seen.add(`${name}@${version}`)
    const text = isForOnePlatform ? null : await textOf(join(root, path))
    if (text !== null && !texts.includes(text)) texts.push(text)
    const known = licence ?? READ_BY_HAND[name] ?? (await licenceInPackage(join(root, path)))
    packages.push({ name, version, licence: known, text: text === null ? null : texts.indexOf(text) })
  }
  return { packages, texts }
}

/** @param {string} folder @returns {Promise<string>} */
const licenceInPackage = async (folder) => {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')
  const { license, licenses } = JSON.parse(text)
  return typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? 'unknown')
}

/** What may be shipped without asking anybody. Anything else has to be looked at, and be named here then. */
export const ACCEPTED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD', 'OFL-1.1', 'Unlicense', 'CC0-1.0']

/** @param {string} licence an SPDX expression */
export const isAccepted = (licence) => {
  const alternatives = licence.replace(/[()]/g, '').split(/ OR /)
  return alternatives.some((each) => each.split(/ AND /).every((name) => ACCEPTED.includes(name)))
}
