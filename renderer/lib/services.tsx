/** The outside world of the page, made in main.tsx and handed down. */
import { createContext, type ReactNode, use } from 'react'
import type { Bridge } from '#shared/rpc/bridge.ts'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { Platform } from './platform.ts'
import type { Presence } from './presence.ts'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

export interface Services {
  readonly bridge: Bridge
  /** Its calls ask for presence by themselves. */
  readonly engine: EngineClient
  readonly presence: Presence
  readonly platform: Platform
}

const ServicesContext = createContext<Services | null>(null)

export function ServicesProvider({ services, children }: { readonly services: Services; readonly children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>
}

export function useServices(): Services {
  const services = use(ServicesContext)
  if (!services) throw new Error('Services are provided by main.tsx')
  return services
}

export const useBridge = (): Bridge => useServices().bridge
export const useEngine = (): EngineClient => useServices().engine
export const usePresence = (): Presence => useServices().presence
export const usePlatform = (): Platform => useServices().platform
