/** What is remembered outside the vault, because it is needed before it opens: the window's place and the theme. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { themeChoice } from '#shared/rpc/bridge.ts'

const pixels = z.number().int().min(-100_000).max(100_000)
const frame = z.object({
  theme: themeChoice,
  maximized: z.boolean(),
  bounds: z.object({ x: pixels, y: pixels, width: pixels.positive(), height: pixels.positive() }).optional(),
})
export type Frame = Readonly<z.infer<typeof frame>>

export interface FrameStore {
  readonly current: Frame
  update(change: Partial<Frame>): void
}

/** Reads `frame.json` in the folder; anything unreadable is the same as nothing remembered. */
export function openFrameStore(folder: string): FrameStore {
  const file = join(folder, 'frame.json')
  let current: Frame = read(file)
  return {
    get current() {
      return current
    },
    update(change) {
      current = { ...current, ...change }
      try {
        writeFileSync(`${file}.tmp`, JSON.stringify(current), { mode: 0o600 })
        renameSync(`${file}.tmp`, file)
      } catch {
        // On a full or read-only disk the window simply opens in its first place next time.
      }
    },
  }
}

function read(file: string): Frame {
  try {
    return frame.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { theme: 'system', maximized: false }
  }
}
