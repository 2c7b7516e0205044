import { goTo } from '#renderer/lib/hash-location.ts'
import { useMenuCommand } from '#renderer/lib/menu-context.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { PATHS, type PageId } from '#renderer/lib/links.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { MenuCommand } from '#shared/rpc/bridge.ts'
import { PAGES } from './pages.tsx'
import type { Overlays } from './use-overlays.ts'

export interface AppCommandsProps {
  readonly overlays: Overlays
  readonly onToggleRail: () => void
}

const EVERYWHERE = { group: 'Everywhere' } as const

/** What works on every page, from the keyboard and from the application menu alike. */
export function AppCommands({ overlays, onToggleRail }: AppCommandsProps) {
  const bridge = useBridge()
  const imports = useImportRequest()
  const openFiles = () => void imports.pick()
  const lock = () => void bridge.lock({})

  useShortcut('mod+k', 'Find anything', overlays.palette.open, EVERYWHERE)
  useShortcut('/', 'Find anything', overlays.palette.open, { ...EVERYWHERE, hidden: true })
  useShortcut('mod+o', 'Open statement files', openFiles, EVERYWHERE)
  useShortcut('c', 'Choose the card', overlays.switcher.open, EVERYWHERE)
  useShortcut('mod+l', 'Lock', lock, EVERYWHERE)
  useShortcut('mod+\\', 'Fold or unfold the rail', onToggleRail, EVERYWHERE)
  useShortcut(['?', 'mod+/'], 'This list', overlays.shortcuts.open, EVERYWHERE)

  useMenuCommand('palette', overlays.palette.open)
  useMenuCommand('shortcuts', overlays.shortcuts.open)
  useMenuCommand('import', openFiles)
  useMenuCommand('lock', lock)
  useMenuCommand('toggle-rail', onToggleRail)
  // The reports page exports what it shows; from anywhere else the way there is the first step.
  useMenuCommand('export', () => goTo(PATHS.reports))
  return (
    <>
      {PAGE_KEYS.map((entry) => (
        <PageCommand key={entry.id} {...entry} />
      ))}
      {SCOPE_COMMANDS.map((command, index) => (
        <ScopeCommand key={command} command={command} index={index} />
      ))}
    </>
  )
}

interface PageKey {
  readonly id: PageId
  readonly command: MenuCommand
  readonly keys: string
}

const PAGE_KEYS: readonly PageKey[] = [
  { id: 'overview', command: 'go-overview', keys: 'mod+shift+o' },
  { id: 'transactions', command: 'go-transactions', keys: 'mod+shift+t' },
  { id: 'cards', command: 'go-cards', keys: 'mod+shift+c' },
  { id: 'reports', command: 'go-reports', keys: 'mod+shift+r' },
  { id: 'statements', command: 'go-statements', keys: 'mod+shift+s' },
  { id: 'activity', command: 'go-activity', keys: 'mod+shift+a' },
  { id: 'settings', command: 'go-settings', keys: 'mod+,' },
]

function PageCommand({ id, command, keys }: PageKey) {
  const page = PAGES.find((candidate) => candidate.id === id)
  const go = () => {
    if (page) goTo(page.path)
  }
  useShortcut(keys, page?.title ?? id, go, { group: 'Pages', enabled: page !== undefined })
  useMenuCommand(command, go)
  return null
}

const SCOPE_COMMANDS = ['scope-0', 'scope-1', 'scope-2', 'scope-3', 'scope-4', 'scope-5', 'scope-6', 'scope-7', 'scope-8', 'scope-9'] as const satisfies readonly MenuCommand[]

/** 0 is all cards, 1 … 9 the first nine of the switcher. */
function ScopeCommand({ command, index }: { readonly command: MenuCommand; readonly index: number }) {
  const { allCards, setScope } = useScope()
  const card = allCards[index - 1]
  const run = () => {
    if (index === 0) setScope(null)
    else if (card) setScope([card.id])
  }
  useShortcut(`mod+${index}`, index === 0 ? 'All cards' : 'The first nine cards', run, { ...EVERYWHERE, hidden: index > 1 })
  useMenuCommand(command, run)
  return null
}
