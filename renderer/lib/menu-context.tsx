/** Commands of the application menu, from the one subscription to whoever carries them out. */
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react'
import type { MenuCommand } from '#shared/rpc/bridge.ts'
import { useBridge } from './services.tsx'

interface MenuHub {
  readonly add: (command: MenuCommand, run: () => void) => () => void
  readonly dispatch: (command: MenuCommand) => void
}

const MenuContext = createContext<MenuHub | null>(null)

export function createMenuHub(): MenuHub {
  const handlers = new Map<MenuCommand, Set<() => void>>()
  return {
    add: (command, run) => {
      const set = handlers.get(command) ?? new Set()
      handlers.set(command, set.add(run))
      return () => set.delete(run)
    },
    dispatch: (command) => {
      for (const run of handlers.get(command) ?? []) run()
    },
  }
}

export function MenuProvider({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge()
  const hub = useMemo(() => createMenuHub(), [])
  useEffect(() => bridge.onMenu(hub.dispatch), [bridge, hub])
  return <MenuContext value={hub}>{children}</MenuContext>
}

/** Carries out a command of the application menu while the component is on the page: `useMenuCommand('export', save)`. */
export function useMenuCommand(command: MenuCommand, run: () => void): void {
  const hub = use(MenuContext)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => hub?.add(command, () => latest.current()), [hub, command])
}
