import { describe, expect, it } from 'vitest'
import { groupShortcuts } from '#renderer/app/shortcuts-dialog.tsx'
import { platformFrom } from '#renderer/lib/platform.ts'
import { keyLabels, matchesKeys, type KeyPress, type Shortcut } from '#renderer/lib/shortcuts.ts'

const mac = platformFrom('MacIntel')
const linux = platformFrom('Linux x86_64')
const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...modifiers })

describe('matching a key press', () => {
  it('takes mod as ⌘ on macOS and Ctrl elsewhere, and never the other', () => {
    expect(matchesKeys(press('k', { metaKey: true }), 'mod+k', mac)).toBe(true)
    expect(matchesKeys(press('k', { ctrlKey: true }), 'mod+k', mac)).toBe(false)
    expect(matchesKeys(press('k', { ctrlKey: true }), 'mod+k', linux)).toBe(true)
    expect(matchesKeys(press('k', { ctrlKey: true, metaKey: true }), 'mod+k', linux)).toBe(false)
  })

  it('does not take a plain letter for the one with a modifier', () => {
    expect(matchesKeys(press('c', { ctrlKey: true }), 'c', linux)).toBe(false)
    expect(matchesKeys(press('c', { altKey: true }), 'c', linux)).toBe(false)
    expect(matchesKeys(press('C', { shiftKey: true }), 'c', linux)).toBe(false)
  })

  it('tells mod+o from mod+shift+o', () => {
    expect(matchesKeys(press('O', { ctrlKey: true, shiftKey: true }), 'mod+o', linux)).toBe(false)
    expect(matchesKeys(press('O', { ctrlKey: true, shiftKey: true }), 'mod+shift+o', linux)).toBe(true)
  })

  it('takes a symbol however the keyboard makes it', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?', linux)).toBe(true)
    expect(matchesKeys(press('/', { ctrlKey: true, shiftKey: true }), 'mod+/', linux)).toBe(true)
  })
})

it('writes keys as they stand on the keyboard', () => {
  expect(keyLabels('mod+shift+o', mac)).toEqual(['⌘', '⇧', 'O'])
  expect(keyLabels('mod+k', linux)).toEqual(['Ctrl', 'K'])
  expect(keyLabels('ArrowUp', linux)).toEqual(['↑'])
})

it('lists the page’s own keys first, hidden ones never, one line for each label', () => {
  const shortcut = (label: string, group: string, extra: Partial<Shortcut> = {}): Shortcut => ({ keys: ['x'], label, group, inFields: false, hidden: false, broadcast: false, run: () => undefined, ...extra })
  const groups = groupShortcuts([
    shortcut('Lock', 'Everywhere'),
    shortcut('Cards', 'Pages'),
    shortcut('Charts as tables', 'This page', { broadcast: true }),
    shortcut('Charts as tables', 'This page', { broadcast: true }),
    shortcut('Secret', 'Everywhere', { hidden: true }),
  ])
  expect(groups.map((group) => [group.name, group.shortcuts.map((one) => one.label)])).toEqual([
    ['This page', ['Charts as tables']],
    ['Pages', ['Cards']],
    ['Everywhere', ['Lock']],
  ])
})
