import { describe, expect, it } from 'vitest'
import { RULES } from './rules.ts'

const rule = (name: string) => RULES.find((candidate) => candidate.name === name)!

/** One planted violation and one harmless neighbour for every rule: a rule that cannot fail guards nothing. */
const CASES: readonly (readonly [name: string, path: string, bad: string, goodPath: string, good: string])[] = [
  ['only engine/db and the sandbox\'s store load SQLite', 'electron/sandbox/issuer/cards.ts', "import Database from 'better-sqlite3'", 'electron/sandbox/store/sqlite.ts', "import Database from 'better-sqlite3'"],
  ['only main/keychain loads keytar', 'electron/main/index.ts', "import keytar from 'keytar'", 'electron/main/keychain/keytar-vault.ts', "const keytar = await import('keytar')"],
  ['the engine imports nothing from Electron or main', 'electron/engine/index.ts', "import { app } from 'electron'", 'electron/engine/index.ts', "import { createEngine } from './engine.ts'"],
  ['shared runs everywhere', 'shared/domain/money.ts', "import { readFile } from 'node:fs'", 'shared/rpc/define.ts', "import type { z } from 'zod'"],
  ['the renderer has no Node, no Electron and no engine code', 'renderer/lib/engine.ts', "import type { Store } from '#engine/db/store.ts'", 'renderer/lib/engine.ts', "import { createEngineClient } from '#shared/rpc/client.ts'"],
  ['features of the renderer do not import each other', 'renderer/features/cards/cards-page.tsx', "import { X } from '../imports/import-page.tsx'", 'renderer/features/cards/cards-page.tsx', "import { X } from '../../components/data/x.tsx'"],
  ['components and lib know no feature', 'renderer/components/data/table.tsx', "import { X } from '#renderer/features/cards/card.tsx'", 'renderer/components/data/table.tsx', "import { X } from '../money/money-text.tsx'"],
  ['raw IPC only in the doorman', 'renderer/lib/engine.ts', "ipcRenderer.invoke('x')", 'electron/preload/index.ts', "ipcRenderer.invoke('x')"],
  ['ipcMain is used in one place', 'electron/main/windows/main-window.ts', 'ipcMain.handle(x, y)', 'electron/main/security/handle.ts', 'ipcMain.handle(x, y)'],
  ['nothing is handed to the system to open', 'electron/main/handlers/bridge.handlers.ts', 'void shell.openExternal(address)', 'electron/main/handlers/bridge.handlers.ts', 'shell.showItemInFolder(path)'],
  ['no float arithmetic on money', 'renderer/lib/formats.ts', 'const dollars = minor / 100', 'renderer/lib/formats.ts', 'const text = decimalText(minor, currency)'],
  ['SQL stays in the engine, in queries', 'electron/engine/cards/cards.handlers.ts', "db.selectFrom('cards')", 'electron/engine/cards/cards.queries.ts', "db.selectFrom('cards')"],
  ['what only reads needs nothing but queries', 'electron/engine/imports/imports.reads.ts', "import { PreviewShelf } from './preview-shelf.ts'", 'electron/engine/imports/imports.reads.ts', "import type { FeatureReads } from '../rpc/handlers.ts'\nimport { listImports } from './records.queries.ts'"],
  ['the page checks without eval', 'renderer/features/cards/model/address.ts', "import { cardStatus } from '#shared/rpc/contract/cards.contract.ts'", 'renderer/features/cards/model/address.ts', "import '#renderer/lib/without-eval.ts'\nimport { cardStatus } from '#shared/rpc/contract/cards.contract.ts'"],
  ['SQLite is never serialised or backed up in clear', 'electron/engine/db/store.ts', 'return sqlite.serialize()', 'electron/engine/db/store.ts', "sqlite.exec('VACUUM INTO ?')"],
  ['no module-level mutable state', 'electron/engine/cards/cards.queries.ts', 'let cache = new Map()', 'electron/engine/cards/cards.queries.ts', '  let total = 0'],
  ['no suppressed lint or types', 'electron/engine/cards/cards.queries.ts', '// @ts-expect-error later', 'electron/engine/cards/cards.queries.ts', '// expected to throw'],
]

describe('every rule of the architecture', () => {
  it('has a case here', () => {
    expect(CASES.map(([name]) => name).toSorted()).toEqual(RULES.map(({ name }) => name).toSorted())
  })

  it.each(CASES)('%s: finds the planted violation and leaves its neighbour alone', (name, path, bad, goodPath, good) => {
    expect(rule(name).violations({ path, text: `// a file\n${bad}\n` })).toEqual([2])
    expect(rule(name).violations({ path: goodPath, text: good })).toEqual([])
  })
})
