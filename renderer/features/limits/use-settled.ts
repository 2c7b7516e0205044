import { useEffect, useState } from 'react'

/** The last text that has held for `ms`: what is asked while somebody types is asked when they pause. null is left out: while there is nothing to ask, the last question stays. */
export function useSettled(text: string | null, ms: number): string | null {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    if (text === null) return undefined
    const timer = setTimeout(() => setSettled(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}
