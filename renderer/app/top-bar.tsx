import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLock, IconSearch } from '@tabler/icons-react'
import { Keys } from '#renderer/components/data/keys.tsx'
import { SyncPill } from '#renderer/features/sync/components/sync-pill.tsx'
import { useBridge, usePlatform } from '#renderer/lib/services.tsx'
import { keyLabels } from '#renderer/lib/shortcuts.ts'
import { CardSwitcher } from './card-switcher.tsx'
import type { Overlay } from './use-overlays.ts'
import classes from './top-bar.module.css'

export interface TopBarProps {
  readonly title: string
  readonly isScoped: boolean
  readonly switcher: Overlay
  readonly onOpenPalette: () => void
}

export function TopBar({ title, isScoped, switcher, onOpenPalette }: TopBarProps) {
  const bridge = useBridge()
  const platform = usePlatform()
  return (
    <header className={classes.bar}>
      <h1 className={classes.title}>{title}</h1>
      <CardSwitcher state={switcher} isScoped={isScoped} />
      <div className={classes.space} />
      <SyncPill />
      <button type="button" className={classes.search} onClick={onOpenPalette}>
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className={classes.searchText}>Find anything</span>
        <span className={classes.searchKeys}><Keys keys="mod+k" /></span>
      </button>
      <Tooltip label={`Lock (${keyLabels('mod+l', platform).join(' ')})`}>
        <ActionIcon size={32} aria-label="Lock" onClick={() => void bridge.lock({})}>
          <IconLock size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </header>
  )
}
