import { defineConfig } from 'vitest/config'

// One project a folder: what a test proves decides where it lives (see tests/README.md).
const project = (name: string, timeout = 10_000) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`], testTimeout: timeout, hookTimeout: timeout },
})

export default defineConfig({
  test: {
    projects: [project('architecture'), project('unit', 30_000), project('contract', 30_000), project('integration', 120_000)],
  },
})
