import { defineConfig } from 'vitest/config'

// What a test waits for has happened by then on the slowest machine; how fast something is, a bench measures.
const PATIENCE_MS = 10_000

// One project a folder: what a test proves decides where it lives (see tests/README.md).
const project = (name: string, timeout = 10_000, folder = `tests/${name}`) => ({
  test: { name, include: [`${folder}/**/*.test.ts`, `${folder}/**/*.test.tsx`], testTimeout: timeout, hookTimeout: timeout, globalSetup: ['tests/support/run-folder.ts'], expect: { poll: { timeout: PATIENCE_MS } } },
})

// The real app, one at a time: two windows at once would share the display's keyboard focus and the machine's two cores.
const realApp = (name: string, folder: string) => ({
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    globalSetup: ['tests/support/run-folder.ts', 'tests/e2e/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
})

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which on a machine of two is half of it.
    maxWorkers: '100%',
    projects: [
      project('architecture'), project('unit', 30_000), project('contract', 30_000), project('integration', 120_000),
      project('faults', 120_000),
      project('security', 120_000, 'tests/security/node'), realApp('security-app', 'tests/security/app'), realApp('e2e', 'tests/e2e/specs'),
    ],
  },
})
