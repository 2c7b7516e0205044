// npm start [-- statement files]: from a fresh clone to the open app.
import { fileArguments, openApp } from './lib/app.mjs'
import { ensureBuild } from './lib/build.mjs'
import { withDesktop } from './lib/desktop/desktop.mjs'
import { environmentOf } from './lib/electron/resolve.mjs'
import { checkSandbox } from './lib/electron/sandbox.mjs'
import { root } from './lib/paths.mjs'
import { main, say } from './lib/say.mjs'
import { hasDisplay, setUpApp } from './lib/setup.mjs'

await main(async () => {
  const electron = await setUpApp()
  await checkSandbox(electron.folder)
  await ensureBuild()
  const files = fileArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? root)
  if (hasDisplay()) {
    say('opening the app (Ctrl-C ends it)')
    return openApp(electron, { files, env: { ...process.env, ...environmentOf(electron) } })
  }
  say('no display: the app opens on a virtual one (Xvfb), where nobody sees it (Ctrl-C ends it)')
  // Chromium complains at length about each bus that such a machine has not; the app says itself what it lacks.
  return withDesktop(['display'], (env) =>
    openApp(electron, { files, flags: ['--log-level=3'], env: { ...env, ...environmentOf(electron) } }),
  )
})
