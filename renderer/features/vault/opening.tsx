import { useDelayed } from '#renderer/lib/use-delayed.ts'
import { BrandMark } from './brand-mark.tsx'
import { VaultFrame } from './vault-frame.tsx'
import classes from './vault.module.css'

/** While the engine starts. Usually too short to be seen, so it says nothing until it takes long. */
export function Opening() {
  const isLate = useDelayed(true, 600)
  return (
    <VaultFrame>
      <div className={classes.opening} aria-busy="true">
        <BrandMark />
        <p className={classes.muted} aria-live="polite">{isLate ? 'Opening Cardkeep' : ''}</p>
      </div>
    </VaultFrame>
  )
}
