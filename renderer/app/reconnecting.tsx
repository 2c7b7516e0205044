import { useDelayed } from '#renderer/lib/use-delayed.ts'
import { useEngineState } from '#renderer/lib/engine-state.tsx'
import classes from './shell.module.css'

/** The engine is away for a moment: said in one quiet line, gone by itself. */
export function Reconnecting() {
  const state = useEngineState()
  const isAway = useDelayed(state === 'restarting', 300)
  if (!isAway) return null
  return (
    <div className={classes.reconnecting} role="status">
      Reconnecting… What you see is from a moment ago.
    </div>
  )
}
