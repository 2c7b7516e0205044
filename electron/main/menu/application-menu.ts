import { app, BrowserWindow, Menu } from 'electron'
import { BRIDGE_CHANNELS } from '#shared/rpc/bridge-names.ts'
import { menuTemplate } from './menu-template.ts'

/** Installs the menu; its commands go to the window in front, which carries them out. */
export function installMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    appName: app.getName(),
    developer: !app.isPackaged,
    run: (command) => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      window?.webContents.send(BRIDGE_CHANNELS.menu, command)
    },
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate([...template]))
}
