import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '#main/log.ts'
import { menuTemplate } from '#main/menu/menu-template.ts'
import { openFrameStore } from '#main/windows/frame-store.ts'
import { placeWindow, type Rectangle } from '#main/windows/placement.ts'
import { MENU_COMMANDS } from '#shared/rpc/bridge.ts'
import type { MenuItemConstructorOptions } from 'electron'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardkeep-frame-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const LAPTOP: Rectangle = { x: 0, y: 28, width: 1_512, height: 920 }
const DESK: Rectangle = { x: -2_560, y: 0, width: 2_560, height: 1_400 }

describe('the window opens', () => {
  test('the first time at 1440 × 900 in the middle, smaller where that does not fit', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1_920, height: 1_080 }])).toEqual({ x: 240, y: 90, width: 1_440, height: 900 })
    expect(placeWindow(undefined, [{ x: 0, y: 28, width: 1_280, height: 720 }])).toEqual({ x: 0, y: 28, width: 1_280, height: 720 })
  })

  test('where it was, on any screen that is still there', () => {
    const there = { x: -2_000, y: 100, width: 1_200, height: 800 }
    expect(placeWindow(there, [LAPTOP, DESK])).toEqual(there)
    expect(placeWindow(there, [LAPTOP])).toEqual({ x: 36, y: 38, width: 1_440, height: 900 })
  })

  test('no larger than the screen has become', () => {
    expect(placeWindow({ x: 10, y: 40, width: 3_000, height: 2_000 }, [LAPTOP])).toMatchObject({ width: 1_512, height: 920 })
  })

  test('not where it would no longer reach a screen once it is shrunk to it', () => {
    const across = { x: -4_000, y: 100, width: 4_150, height: 700 }
    const { x, width } = placeWindow(across, [LAPTOP, DESK])
    expect(x + width).toBeGreaterThanOrEqual(DESK.x + 120)
  })

  test('property: always at least 960 × 640 and always where it can be taken hold of', () => {
    const number = fc.integer({ min: -5_000, max: 5_000 })
    const size = fc.integer({ min: 1, max: 6_000 })
    const saved = fc.record({ x: number, y: number, width: size, height: size })
    fc.assert(
      fc.property(fc.option(saved, { nil: undefined }), (was) => {
        const { x, y, width, height } = placeWindow(was, [LAPTOP, DESK])
        expect(width).toBeGreaterThanOrEqual(960)
        expect(height).toBeGreaterThanOrEqual(640)
        const reachable = [LAPTOP, DESK].some((area) => x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y - 20 && y < area.y + area.height - 20)
        expect(reachable).toBe(true)
      }),
    )
  })
})

describe('place and theme', () => {
  test('are remembered', () => {
    openFrameStore(folder).update({ theme: 'dark', bounds: { x: 1, y: 2, width: 1_000, height: 700 } })
    expect(openFrameStore(folder).current).toEqual({ theme: 'dark', maximized: false, bounds: { x: 1, y: 2, width: 1_000, height: 700 } })
    expect(statSync(join(folder, 'frame.json')).mode & 0o777).toBe(0o600)
  })

  test.each([['', 'nothing'], ['{', 'half a file'], ['{"theme":"pink","maximized":1}', 'other values'], ['{"theme":"dark","maximized":true,"bounds":{"x":1e999}}', 'an endless number']])('%j (%s) is the same as never before', (content) => {
    writeFileSync(join(folder, 'frame.json'), content)
    expect(openFrameStore(folder).current).toEqual({ theme: 'system', maximized: false })
  })

  test('that cannot be written stop nothing', () => {
    const store = openFrameStore(join(folder, 'missing'))
    store.update({ theme: 'light' })
    expect(store.current.theme).toBe('light')
  })
})

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (platform) => {
  const ran: string[] = []
  const items = flatten(menuTemplate({ platform, appName: 'Cardkeep', developer: false, run: (command) => ran.push(command) }))

  test('has every command once', () => {
    expect(items.flatMap(({ id }) => id ?? []).toSorted()).toEqual([...MENU_COMMANDS].toSorted())
  })

  test('gives no accelerator twice', () => {
    const keys = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [String(accelerator)]))
    expect(keys.length).toBe(new Set(keys).size)
    expect(keys).toEqual(expect.arrayContaining(['CmdOrCtrl+O', 'CmdOrCtrl+K', 'CmdOrCtrl+L', ...Array.from({ length: 10 }, (_unused, digit) => `CmdOrCtrl+${digit}`)]))
  })

  test('has no developer tools and no reload', () => {
    const roles = items.flatMap(({ role }) => role ?? [])
    expect(roles.filter((role) => /dev|reload/i.test(role))).toEqual([])
  })
})

function flatten(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

describe('the log', () => {
  test('is one line an event, readable by its owner alone', () => {
    const lines: string[] = []
    const log = createLog({ folder: join(folder, 'logs'), now: () => 0, echo: (line) => lines.push(line) })
    log({ event: 'engine-ended', code: 9, expected: false })
    log({ event: 'second-launch' })
    const file = join(folder, 'logs', 'main.log')
    expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\n`)
    expect(lines[0]).toBe('{"at":"1970-01-01T00:00:00.000Z","event":"engine-ended","code":9,"expected":false}')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('begins anew after a megabyte and keeps the one before', () => {
    const log = createLog({ folder, now: () => 0 })
    writeFileSync(join(folder, 'main.log'), 'x'.repeat(1_000_001))
    log({ event: 'second-launch' })
    expect(statSync(join(folder, 'main.log.1')).size).toBe(1_000_001)
    expect(readFileSync(join(folder, 'main.log'), 'utf8').split('\n')).toHaveLength(2)
  })

  test('that cannot be written stops nothing', () => {
    writeFileSync(join(folder, 'file'), '')
    const log = createLog({ folder: join(folder, 'file', 'logs'), now: () => 0 })
    expect(() => log({ event: 'second-launch' })).not.toThrow()
  })
})
