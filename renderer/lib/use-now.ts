import { useEffect, useState } from 'react'

/** The time, anew every `everyMs`. For the smallest component that shows it: only that one is drawn again. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
