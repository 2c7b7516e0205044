// A display that nobody sees. The server picks a free number itself (two runs at once cannot collide, as they can
// under `xvfb-run -a`) and only holders of a fresh cookie may connect.
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startService } from './service.mjs'

const cookieName = 'MIT-MAGIC-COOKIE-1'

/**
 * One entry of an Xauthority file that holds for any display: family 0xffff, then address, number, name and data,
 * each with its length. Source: Xsecurity(7), libXau's Xauth structure.
 * @param {Buffer} cookie 16 bytes
 */
export const authorityFor = (cookie) => {
  /** @param {Buffer} bytes */
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const nothing = Buffer.alloc(0)
  return Buffer.concat([Buffer.from([0xff, 0xff]), field(nothing), field(nothing), field(Buffer.from(cookieName)), field(cookie)])
}

/**
 * @param {string} folder a private folder
 * @param {{ width?: number, height?: number }} [screen] pixels
 * @returns {Promise<{ env: { DISPLAY: string, XAUTHORITY: string, CARDKEEP_DISPLAY: string }, stop: () => Promise<void> }>}
 */
export const startXvfb = async (folder, { width = 1600, height = 1200 } = {}) => {
  const authority = join(folder, 'xauthority')
  await writeFile(authority, authorityFor(randomBytes(16)), { mode: 0o600 })
  const service = await startService({
    command: 'Xvfb',
    args: ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-auth', authority],
    ready: /^(\d+)\n/,
  })
  return { env: { DISPLAY: `:${service.answer}`, XAUTHORITY: authority, CARDKEEP_DISPLAY: 'virtual' }, stop: service.stop }
}
