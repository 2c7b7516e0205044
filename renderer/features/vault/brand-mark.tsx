import classes from './vault.module.css'

/** Two cards, one kept behind the other. */
export function BrandMark({ size = 40 }: { readonly size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 40 40" aria-hidden>
      <rect x="1" y="1" width="38" height="38" rx="10" fill="currentColor" />
      <rect x="12" y="9.5" width="20" height="13.5" rx="3" fill="none" stroke="var(--ck-on-accent)" strokeWidth="2" opacity="0.55" />
      <rect x="8" y="16" width="20" height="14" rx="3" fill="var(--ck-on-accent)" />
      <rect x="8" y="19.5" width="20" height="3" fill="currentColor" />
    </svg>
  )
}
