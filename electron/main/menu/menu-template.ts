/** The application menu: everything that has a shortcut stands in it with that shortcut. */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#shared/rpc/bridge.ts'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly appName: string
  /** Adds the developer tools: never in the packaged app. */
  readonly developer: boolean
  readonly run: (command: MenuCommand) => void
}

type Item = MenuItemConstructorOptions

export function menuTemplate(options: MenuOptions): readonly Item[] {
  const { platform, appName, developer, run } = options
  const item = (label: string, command: MenuCommand, accelerator?: string): Item => ({
    id: command,
    label,
    click: () => run(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const onMac = platform === 'darwin'
  const settings = item('Settings', 'go-settings', 'CmdOrCtrl+,')
  return [
    ...(onMac ? [appMenu(appName, settings)] : []),
    fileMenu(item, onMac),
    { label: 'Edit', submenu: [{ role: 'undo' }, { role: 'redo' }, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    viewMenu(item, developer),
    goMenu(item, onMac ? [] : [settings]),
    cardsMenu(item),
    ...(onMac ? [{ role: 'windowMenu' as const }] : []),
    { role: 'help', label: 'Help', submenu: [item('Keyboard shortcuts', 'shortcuts', 'CmdOrCtrl+/')] },
  ]
}

type MakeItem = (label: string, command: MenuCommand, accelerator?: string) => Item
const separator: Item = { type: 'separator' }

function appMenu(name: string, settings: Item): Item {
  return {
    label: name,
    submenu: [{ role: 'about' }, separator, settings, separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' }],
  }
}

function fileMenu(item: MakeItem, onMac: boolean): Item {
  return {
    label: 'File',
    submenu: [
      item('Import statements…', 'import', 'CmdOrCtrl+O'),
      item('Export…', 'export', 'CmdOrCtrl+E'),
      separator,
      item('Lock', 'lock', 'CmdOrCtrl+L'),
      separator,
      onMac ? { role: 'close' } : { role: 'quit', accelerator: 'CmdOrCtrl+Q' },
    ],
  }
}

function viewMenu(item: MakeItem, developer: boolean): Item {
  return {
    label: 'View',
    submenu: [
      item('Find anything…', 'palette', 'CmdOrCtrl+K'),
      item('Show or hide the rail', 'toggle-rail', 'CmdOrCtrl+\\'),
      separator,
      // Ctrl+0 is "All cards", so the actual size is one key further.
      { role: 'resetZoom', accelerator: 'CmdOrCtrl+Alt+0' },
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=' },
      { role: 'zoomOut', accelerator: 'CmdOrCtrl+-' },
      separator,
      { role: 'togglefullscreen' },
      ...(developer ? [{ role: 'toggleDevTools' as const }] : []),
    ],
  }
}

function goMenu(item: MakeItem, more: readonly Item[]): Item {
  return {
    label: 'Go',
    submenu: [
      item('Overview', 'go-overview', 'CmdOrCtrl+Shift+O'),
      item('Transactions', 'go-transactions', 'CmdOrCtrl+Shift+T'),
      item('Cards', 'go-cards', 'CmdOrCtrl+Shift+C'),
      item('Reports', 'go-reports', 'CmdOrCtrl+Shift+R'),
      item('Statements', 'go-statements', 'CmdOrCtrl+Shift+S'),
      separator,
      item('Activity', 'go-activity', 'CmdOrCtrl+Shift+A'),
      ...more,
    ],
  }
}

const CARD_SCOPES = ['scope-1', 'scope-2', 'scope-3', 'scope-4', 'scope-5', 'scope-6', 'scope-7', 'scope-8', 'scope-9'] as const satisfies readonly MenuCommand[]

function cardsMenu(item: MakeItem): Item {
  return {
    label: 'Cards',
    submenu: [item('All cards', 'scope-0', 'CmdOrCtrl+0'), separator, ...CARD_SCOPES.map((command, index) => item(`Card ${index + 1}`, command, `CmdOrCtrl+${index + 1}`))],
  }
}
