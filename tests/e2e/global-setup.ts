// Once before all end-to-end tests: which Electron, and whether there is an app to open. The session around them
// (display, keyring) is made by `npm run e2e`; here it is only asked for, so that a bare vitest says what is missing.
import type { TestProject } from 'vitest/node'
import { buildState } from '#scripts/lib/build.mjs'
import { electronFlags } from '#scripts/lib/electron/flags.mjs'
import { resolveElectron } from '#scripts/lib/electron/resolve.mjs'
import { silent } from '#scripts/lib/say.mjs'
import { hasDisplay } from '#scripts/lib/setup.mjs'

export type ElectronUnderTest = {
  readonly executable: string
  readonly version: string
  readonly kind: 'override' | 'official' | 'registry'
  /** Switches this machine needs, such as --no-sandbox as root; they come before the app's folder. */
  readonly flags: readonly string[]
  /** The app's folder: its package.json names the built main program. */
  readonly appFolder: string
}

declare module 'vitest' {
  // Vitest declares this as an interface to be merged into.
  interface ProvidedContext {
    electron: ElectronUnderTest
  }
}

export const setup = async (project: TestProject): Promise<void> => {
  if (!hasDisplay()) throw new Error('End-to-end tests need a display and a keyring: run them with `npm run e2e`.')
  const state = await buildState()
  if (state === 'missing') throw new Error('There is no build in out/: run `npm run build` first.')
  if (state === 'stale') process.stdout.write('cardkeep  warning: out/ is older than the sources (`npm run build`)\n')
  const { executable, version, kind } = await resolveElectron({ say: silent })
  project.provide('electron', { executable, version, kind, flags: electronFlags(), appFolder: project.config.root })
}
