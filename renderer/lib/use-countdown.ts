import { useSyncExternalStore } from 'react'

function everyQuarter(listener: () => void): () => void {
  const timer = setInterval(listener, 250)
  return () => clearInterval(timer)
}

/** Whole seconds left until `until` (epoch ms), counting down; 0 when it has passed. */
export function useCountdown(until: number): number {
  return useSyncExternalStore(everyQuarter, () => secondsLeft(until, Date.now()))
}

export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1_000))
}

/** "8 s", "2 min 5 s", "1 h 3 min". */
export function waitText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
