// npm start [-- statement files]: from a fresh clone to the open app.
import { fileArguments, openApp } from './lib/app.mjs'
import { ensureBuild } from './lib/build.mjs'
import { withDesktop } from './lib/desktop/desktop.mjs'
import { environmentOf } from './lib/electron/resolve.mjs'
import { root } from './lib/paths.mjs'
import { main, say } from './lib/say.mjs'
import { hasDisplay, setUpApp } from './lib/setup.mjs'

await main(async () => {
  const electron = await setUpApp()
  await ensureBuild()
  const args = fileArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? root)
  if (hasDisplay()) {
    say('opening the app (Ctrl-C ends it)')
    return openApp(electron, args, { ...process.env, ...environmentOf(electron) })
  }
  say('no display: the app opens on a virtual one (Xvfb), where nobody sees it (Ctrl-C ends it)')
  return withDesktop(['display'], (env) => openApp(electron, args, { ...env, ...environmentOf(electron) }))
})
