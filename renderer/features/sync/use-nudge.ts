import { useEffect } from 'react'
import { useEngine } from '#renderer/lib/services.tsx'

/** Tells the engine that somebody looks, or that the network is back: what is due runs then. Only where an issuer is connected. */
export function useNudge(isConnected: boolean): void {
  const engine = useEngine()
  useEffect(() => {
    if (!isConnected) return undefined
    // What the run itself comes to is in the status; the window only knocked.
    const nudge = (reason: 'focus' | 'network') => void engine.call.sync.nudge({ reason }).catch(() => undefined)
    const focus = () => nudge('focus')
    const online = () => nudge('network')
    window.addEventListener('focus', focus)
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('focus', focus)
      window.removeEventListener('online', online)
    }
  }, [engine, isConnected])
}
