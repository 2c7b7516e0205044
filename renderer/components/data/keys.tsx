import { Kbd } from '@mantine/core'
import { usePlatform } from '#renderer/lib/services.tsx'
import { keyLabels } from '#renderer/lib/shortcuts.ts'
import classes from './keys.module.css'

/** A shortcut as key caps: `<Keys keys="mod+k" />`. */
export function Keys({ keys }: { readonly keys: string }) {
  const platform = usePlatform()
  return (
    <span className={classes.keys}>
      {keyLabels(keys, platform).map((label) => (
        <Kbd key={label}>{label}</Kbd>
      ))}
    </span>
  )
}
