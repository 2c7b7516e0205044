// How the app's programs are built: main and engine (Node, ES modules), preload (a sandboxed page script, CommonJS),
// renderer (a page). Package imports such as #shared/… resolve through package.json.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import mantine from 'postcss-preset-mantine'
import simpleVars from 'postcss-simple-vars'

const root = import.meta.dirname
// The bootstrap builds beside out/ and moves the result there (scripts/lib/build.mjs).
const output = process.env['CARDKEEP_OUT'] ?? resolve(root, 'out')

// What stays in node_modules at run time: native addons, and pdfkit, which reads its font metrics from its own folder.
// Everything else is bundled: one file to load instead of hundreds makes the first window earlier.
const external = ['better-sqlite3', '@node-rs/argon2', 'keytar', 'pdfkit']

// The oldest Electron that has to run this (RUNTIME: 33 = Node 20, Chromium 130), not the newest that is installed.
const nodeTarget = 'node20'
const pageTarget = 'chrome130'

/** Entries of the Node build, by the name they get in out/main; a program that is not written yet is left out. */
const programs = Object.fromEntries(
  Object.entries({
    index: 'electron/main/index.ts',
    engine: 'electron/engine/index.ts',
    // A thread's program has the name of the program that starts it.
    'engine-thread': 'electron/engine/index-thread.ts',
    'engine-files': 'electron/engine/index-files.ts',
    // The engine without its database: proves Electron's own process path where its SQLite cannot load.
    'engine-selftest': 'electron/engine/selftest.ts',
    'engine-selftest-thread': 'electron/engine/selftest-thread.ts',
    sandbox: 'electron/sandbox/index.ts',
  })
    .map(([name, file]) => [name, resolve(root, file)] as const)
    .filter(([, file]) => existsSync(file)),
)

export default defineConfig({
  main: {
    build: {
      outDir: resolve(output, 'main'),
      target: nodeTarget,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: { input: programs, external, output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  },
  preload: {
    build: {
      outDir: resolve(output, 'preload'),
      target: nodeTarget,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    publicDir: false,
    plugins: [react()],
    css: {
      postcss: {
        plugins: [
          mantine(),
          simpleVars({
            variables: {
              'mantine-breakpoint-xs': '36em',
              'mantine-breakpoint-sm': '48em',
              'mantine-breakpoint-md': '62em',
              'mantine-breakpoint-lg': '75em',
              'mantine-breakpoint-xl': '88em',
            },
          }),
        ],
      },
    },
    build: {
      outDir: resolve(output, 'renderer'),
      target: pageTarget,
      sourcemap: true,
      minify: true,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
