import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react'
import { usePlatform } from './services.tsx'
import { createShortcutRegistry, type ShortcutRegistry } from './shortcuts.ts'

const ShortcutsContext = createContext<ShortcutRegistry | null>(null)

export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const platform = usePlatform()
  const registry = useMemo(() => createShortcutRegistry(platform), [platform])
  useEffect(() => {
    const press = (event: KeyboardEvent) => registry.handle(event)
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [registry])
  return <ShortcutsContext value={registry}>{children}</ShortcutsContext>
}

export function useShortcutRegistry(): ShortcutRegistry {
  const registry = use(ShortcutsContext)
  if (!registry) throw new Error('Shortcuts are provided by main.tsx')
  return registry
}

export interface UseShortcutOptions {
  readonly enabled?: boolean
  readonly group?: string
  readonly inFields?: boolean
  readonly hidden?: boolean
  /** Runs together with every other of this key, instead of the newest alone. */
  readonly broadcast?: boolean
}

/**
 * Declares a shortcut for as long as the component is on the page:
 * `useShortcut('mod+f', 'Find a charge', focusSearch)`. Several keys may do the same: `['j', 'ArrowDown']`.
 */
export function useShortcut(keys: string | readonly string[], label: string, run: (event: KeyboardEvent) => void, options: UseShortcutOptions = {}): void {
  const registry = useShortcutRegistry()
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const joined = typeof keys === 'string' ? keys : keys.join(' ')
  const { enabled = true, group = 'This page', inFields = false, hidden = false, broadcast = false } = options
  useEffect(() => {
    if (!enabled) return undefined
    return registry.add({ keys: joined.split(' '), label, group, inFields, hidden, broadcast, run: (event) => latest.current(event) })
  }, [registry, joined, label, enabled, group, inFields, hidden, broadcast])
}
