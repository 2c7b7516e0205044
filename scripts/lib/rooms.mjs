// Types, one strict TypeScript project a room.
import { join } from 'node:path'
import { nodeModules, projectNode } from './paths.mjs'
import { attempt } from './run.mjs'

export const rooms = /** @type {const} */ (['shared', 'electron', 'electron/preload', 'renderer', 'tests', 'scripts'])

// "No inputs were found in config file": a room that nobody has moved into yet.
const emptyRoom = 'error TS18003'

/** @param {string} output */
export const onlyEmpty = (output) => {
  const errors = output.split('\n').filter((line) => line.includes('error TS'))
  return errors.length > 0 && errors.every((line) => line.includes(emptyRoom))
}

/** @param {string} room @returns {Promise<{ room: string, ok: boolean, output: string }>} */
const checkRoom = async (room) => {
  const compiler = join(nodeModules, 'typescript', 'bin', 'tsc')
  const { code, output } = await attempt(projectNode, [compiler, '-p', join(room, 'tsconfig.json'), '--pretty', 'false'])
  return { room, ok: code === 0 || onlyEmpty(output), output }
}

/** @returns {Promise<{ ok: boolean, output: string }>} */
export const checkTypes = async () => {
  const failed = (await Promise.all(rooms.map(checkRoom))).filter((result) => !result.ok)
  return { ok: failed.length === 0, output: failed.map(({ room, output }) => `in ${room}:\n${output}`).join('\n') }
}
