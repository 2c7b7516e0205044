// Shared libraries that an Electron for Linux needs and this machine has not.
import { attempt } from '../run.mjs'

/** @param {string} listing of ldd @returns {readonly string[]} */
export const missingIn = (listing) =>
  listing.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])

/** @param {string} executable */
export const missingLibraries = async (executable) =>
  process.platform === 'linux' ? missingIn((await attempt('ldd', [executable])).stdout) : []
