import { useLocation } from 'wouter'
import { ChainNotice } from '#renderer/features/activity/components/chain-notice.tsx'
import { DamageNotice } from '#renderer/features/backups/components/damage-notice.tsx'
import { Notices } from '#renderer/features/sync/components/notices.tsx'
import { needsYouCount } from '#renderer/features/sync/model/pill.ts'
import { RecoveryNotice } from '#renderer/features/vault/components/recovery-notice.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { usePlatform } from '#renderer/lib/services.tsx'
import { AppCommands } from './app-commands.tsx'
import { CommandPalette } from './command-palette.tsx'
import { DropTarget } from './drop-target.tsx'
import { useOpenRequestCount } from './use-open-requests.ts'
import { useWaitingDisputeCount } from './use-waiting-disputes.ts'
import { PageOutlet } from './page-outlet.tsx'
import { PAGES } from './pages.tsx'
import { Rail } from './rail.tsx'
import { Reconnecting } from './reconnecting.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { TopBar } from './top-bar.tsx'
import { useDensity } from './use-density.ts'
import { useOverlays } from './use-overlays.ts'
import classes from './shell.module.css'

/** The frame around every page: rail, top bar, and what can open over them. */
export function Shell() {
  const [path] = useLocation()
  const { isMac } = usePlatform()
  const { businessName, isFolded, toggleRail } = useFrameSettings()
  const sync = useEngineQuery((ask) => ask.sync.status({}))
  const waitingRequests = useOpenRequestCount()
  const waitingDisputes = useWaitingDisputeCount()
  const overlays = useOverlays()
  const page = PAGES.find((candidate) => candidate.path === path)
  const title = page?.title ?? ''
  return (
    <div className={classes.shell} data-folded={isFolded || undefined} data-mac={isMac || undefined}>
      <AppCommands overlays={overlays} onToggleRail={toggleRail} />
      <Rail businessName={businessName} isFolded={isFolded} onToggle={toggleRail} current={page?.under ?? page?.id} counts={{ activity: needsYouCount(sync.data ?? []), limits: waitingRequests, disputes: waitingDisputes }} />
      <div className={classes.main}>
        <TopBar title={title} isScoped={page?.scoped ?? false} switcher={overlays.switcher} onOpenPalette={overlays.palette.open} />
        <Reconnecting />
        <DamageNotice />
        <ChainNotice />
        <RecoveryNotice />
        <Notices />
        <PageOutlet path={path} title={title} />
      </div>
      <CommandPalette state={overlays.palette} onToggleRail={toggleRail} onShowShortcuts={overlays.shortcuts.open} />
      <ShortcutsDialog state={overlays.shortcuts} pageTitle={title} />
      <DropTarget />
    </div>
  )
}

/** What the vault remembers of the frame; the density is applied to the page as a whole. */
function useFrameSettings() {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const update = useEngineCommand((call) => call.settings.update)
  const isFolded = settings.data?.railCollapsed ?? false
  useDensity(settings.data?.density)
  return {
    businessName: settings.data?.businessName ?? '',
    isFolded,
    toggleRail: () => void update.run({ railCollapsed: !isFolded }).catch(() => undefined),
  }
}
