/**
 * Keyboard shortcuts: each is declared where it works and shows itself in the `?` list while it does.
 *
 * Keys are written "mod+k" (⌘ on macOS, Ctrl elsewhere), "shift+e", "j", "?", "ArrowDown", "Escape".
 */
import type { Platform } from './platform.ts'

export interface Shortcut {
  readonly keys: readonly string[]
  readonly label: string
  /** Heading in the `?` list. */
  readonly group: string
  /** Works while a text field has the focus, too. Keys with mod do so always. */
  readonly inFields: boolean
  /** Left out of the `?` list (a second way to something that is listed). */
  readonly hidden: boolean
  /** Every one with this key runs, not only the newest (a page's charts, all at once). */
  readonly broadcast: boolean
  readonly run: (event: KeyboardEvent) => void
}

export type KeyPress = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>

export function matchesKeys(press: KeyPress, keys: string, platform: Platform): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wantsMod = parts.includes('mod')
  const hasMod = platform.isMac ? press.metaKey : press.ctrlKey
  const otherMod = platform.isMac ? press.ctrlKey : press.metaKey
  if (wantsMod !== hasMod || otherMod || press.altKey) return false
  // Shift is part of what a symbol is ("?"), so it only counts for letters and named keys.
  if (/^[a-z]$|^\w{2,}$/i.test(key) && parts.includes('shift') !== press.shiftKey) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** "⌘K", "Ctrl K", "↑". */
export function keyLabels(keys: string, platform: Platform): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    mod: platform.modLabel, shift: platform.isMac ? '⇧' : 'Shift', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Enter: '↵', ' ': 'Space',
  }
  return keys.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}

export interface ShortcutRegistry {
  add(shortcut: Shortcut): () => void
  list(): readonly Shortcut[]
  /** Runs the newest shortcut that fits; true when there was one. */
  handle(event: KeyboardEvent): boolean
}

export function createShortcutRegistry(platform: Platform): ShortcutRegistry {
  const shortcuts = new Set<Shortcut>()
  return {
    add: (shortcut) => {
      shortcuts.add(shortcut)
      return () => shortcuts.delete(shortcut)
    },
    list: () => [...shortcuts],
    handle: (event) => {
      if (event.defaultPrevented || event.isComposing) return false
      const typing = isTyping(event.target)
      let ran = false
      const isModal = document.querySelector('[aria-modal="true"]') !== null
      for (const shortcut of [...shortcuts].reverse()) {
        const keys = shortcut.keys.find((candidate) => matchesKeys(event, candidate, platform))
        if (keys === undefined || isModal) continue
        if (typing && !shortcut.inFields && !keys.startsWith('mod+')) continue
        event.preventDefault()
        ran = true
        shortcut.run(event)
        if (!shortcut.broadcast) return true
      }
      return ran
    },
  }
}

/** Inputs that take no letters: a key pressed on them is still a shortcut. */
const NOT_TYPED_INTO = ['checkbox', 'radio', 'button', 'submit', 'range', 'file', 'color']

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true
  return target.tagName === 'INPUT' && !NOT_TYPED_INTO.includes(target.getAttribute('type') ?? 'text')
}
