/** Time as the scheduler is given it, so that a test can move it. */
export interface Timing {
  /** Wall clock, epoch ms. It may jump either way. */
  readonly now: () => number
  /** Calls once after so many ms; returns what takes it back. */
  readonly setTimer: (ms: number, fire: () => void) => () => void
}

export const machineTimers: Timing['setTimer'] = (ms, fire) => {
  const timer = setTimeout(fire, ms)
  return () => clearTimeout(timer)
}

export interface Throttled {
  (): void
  stop(): void
}

/** At once, then at most every `intervalMs`; the last call is never lost. */
export function throttled(fire: () => void, intervalMs: number, setTimer: Timing['setTimer']): Throttled {
  let cancel: (() => void) | undefined
  let again = false
  const pass = () => {
    again = false
    fire()
    cancel = setTimer(intervalMs, () => {
      cancel = undefined
      if (again) pass()
    })
  }
  const call = () => {
    if (cancel === undefined) pass()
    else again = true
  }
  return Object.assign(call, {
    stop: () => {
      cancel?.()
      cancel = undefined
      again = false
    },
  })
}
