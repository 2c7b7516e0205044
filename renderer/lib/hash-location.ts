/**
 * The address of a page, kept in the window's hash so that it survives a reload: `#/transactions?f=…`.
 * wouter's own hash hook would put the question part before the hash, where the app's protocol would see it.
 */
import { useSyncExternalStore } from 'react'

export interface HashAddress {
  readonly path: string
  /** Without "?". */
  readonly search: string
}

export function parseHash(hash: string): HashAddress {
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?')
  return { path: path.startsWith('/') ? path : `/${path}`, search: rest.join('?') }
}

const listeners = new Set<() => void>()
const tellAll = () => listeners.forEach((listener) => listener())

// All are told by one listener of the window: React renders between two of them, and a page would see the new search with the old path.
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', tellAll)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('hashchange', tellAll)
  }
}

export function goTo(href: string, options: { readonly replace?: boolean } = {}): void {
  const target = `#${href}`
  if (target === window.location.hash) return
  if (!options.replace) {
    window.location.hash = target
    return
  }
  window.history.replaceState(null, '', target)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

type Navigate = (to: string, options?: { readonly replace?: boolean }) => void

/** For `<Router hook>`. */
export function useHashLocation(): [string, Navigate] {
  const path = useSyncExternalStore(subscribe, () => parseHash(window.location.hash).path)
  return [path, goTo]
}

/** For `<Router searchHook>`; components call wouter's `useSearch()`. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => parseHash(window.location.hash).search)
}
