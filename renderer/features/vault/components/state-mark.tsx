import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react'
import classes from '../vault.module.css'

/** How something stands: a word, and an icon that says whether it needs care. */
export function StateMark({ needsCare, children }: { readonly needsCare: boolean; readonly children: string }) {
  const Icon = needsCare ? IconAlertTriangle : IconShieldLock
  return (
    <span className={classes.state} data-attention={needsCare || undefined}>
      <Icon size={18} stroke={1.6} aria-hidden />
      {children}
    </span>
  )
}
