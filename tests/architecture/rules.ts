/** The boundaries of ARCHITECTURE as functions over one source file, so that each can be shown to fail. */

export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
}

export interface Rule {
  readonly name: string
  /** What to do instead: the message a person reads when it fails. */
  readonly instead: string
  /** Line numbers (from 1) that break the rule. */
  readonly violations: (file: SourceFile) => readonly number[]
}

/** `import … from 'x'`, the closing line of a long import, `import 'x'`, `import('x')`. */
const IMPORT = /^(?:import|export|\}).*\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/

function importOf(line: string): string | undefined {
  const match = IMPORT.exec(line)
  return match?.[1] ?? match?.[2] ?? match?.[3]
}

function linesWhere(text: string, breaks: (line: string) => boolean): readonly number[] {
  return text.split('\n').flatMap((line, index) => (breaks(line) && !/^\s*(\/\/|\*|\/\*)/.test(line) ? [index + 1] : []))
}

function importsMatching(file: SourceFile, pattern: RegExp, { types = true } = {}): readonly number[] {
  return linesWhere(file.text, (line) => {
    const target = importOf(line)
    return target !== undefined && pattern.test(target) && (types || !/^\s*import type /.test(line))
  })
}

const featureOf = (path: string): string | undefined => /^renderer\/features\/([^/]+)\//.exec(path)?.[1]

export const RULES: readonly Rule[] = [
  {
    name: 'only engine/db and the sandbox\'s store load SQLite',
    instead: 'Ask the store (electron/engine/db/store.ts, or electron/sandbox/store/store.ts in the sandbox) for a connection.',
    violations: (file) => (/^electron\/(engine\/db|sandbox\/store)\//.test(file.path) || file.path.startsWith('tests/') ? [] : importsMatching(file, /^better-sqlite3/)),
  },
  {
    name: 'only main/keychain loads keytar',
    instead: 'Use the KeyVault of electron/main/keychain.',
    violations: (file) => (file.path.startsWith('electron/main/keychain/') || file.path.startsWith('tests/') ? [] : importsMatching(file, /^keytar/)),
  },
  {
    name: 'the engine imports nothing from Electron or main',
    instead: 'Give the engine what it needs through its transport or its options.',
    violations: (file) => (file.path.startsWith('electron/engine/') ? importsMatching(file, /^electron($|\/)|#main\/|\/main\//) : []),
  },
  {
    name: 'shared runs everywhere',
    instead: 'shared/ imports only itself and zod; put Node or DOM code into the room that has it.',
    violations: (file) => (file.path.startsWith('shared/') ? importsMatching(file, /^(?!\.|#shared\/|zod$)/) : []),
  },
  {
    name: 'the renderer has no Node, no Electron and no engine code',
    instead: 'Call the engine through renderer/lib/engine.ts, main through window.bridge.',
    violations: (file) => (file.path.startsWith('renderer/') ? importsMatching(file, /^node:|^electron($|\/)|^#(engine|main)\/|\/electron\//) : []),
  },
  {
    name: 'features of the renderer do not import each other',
    instead: 'Features meet in renderer/app; share a component through renderer/components.',
    violations: (file) => {
      const own = featureOf(file.path)
      if (own === undefined) return []
      return linesWhere(file.text, (line) => {
        const target = importOf(line)
        const other = target === undefined ? undefined : featureOfTarget(file.path, target)
        return other !== undefined && other !== own
      })
    },
  },
  {
    name: 'components and lib know no feature',
    instead: 'Pass what differs as a prop.',
    violations: (file) => (/^renderer\/(components|lib|theme)\//.test(file.path) ? importsMatching(file, /features\/|\/app\//) : []),
  },
  {
    name: 'raw IPC only in the doorman',
    instead: 'Declare the call in shared/rpc/bridge.ts, or a call of the engine in its contract.',
    violations: (file) => (/^electron\/(main|preload)\//.test(file.path) || file.path.startsWith('tests/') ? [] : linesWhere(file.text, (line) => /\bipc(Main|Renderer)\b/.test(line))),
  },
  {
    name: 'ipcMain is used in one place',
    instead: 'Register through the checked handle() of electron/main/security.',
    violations: (file) => (file.path.startsWith('electron/main/') && !file.path.startsWith('electron/main/security/') ? linesWhere(file.text, (line) => /\bipcMain\b/.test(line)) : []),
  },
  {
    name: 'nothing is handed to the system to open',
    instead: 'No address and no file of ours is opened by another program: write it out for the person to copy, or show it in its folder.',
    violations: (file) => (/^(electron|renderer|shared)\//.test(file.path) ? linesWhere(file.text, (line) => /\b(openExternal|openPath)\b/.test(line)) : []),
  },
  {
    name: 'no float arithmetic on money',
    instead: 'Use shared/domain/money.ts.',
    violations: (file) =>
      file.path === 'shared/domain/money.ts' || file.path.startsWith('tests/') || file.path.startsWith('scripts/')
        ? []
        : linesWhere(file.text, (line) => /parseFloat\(|\.toFixed\(/.test(line) || (/[/*] ?100\b(?!_)/.test(line) && /minor|amount|money|spend|total|sum|cents|balance/i.test(line))),
  },
  {
    name: 'SQL stays in the engine, in queries',
    instead: 'Put it into <feature>.queries.ts (or electron/engine/db).',
    violations: (file) =>
      !file.path.startsWith('electron/engine/') || /\.queries\.ts$|^electron\/engine\/(db|imports)\//.test(file.path)
        ? []
        : linesWhere(file.text, (line) => /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\.prepare\(|sql`/.test(line)),
  },
  {
    name: 'what only reads needs nothing but queries',
    instead: 'A call that needs more than the database, the clock and its input belongs into <feature>.handlers.ts.',
    violations: (file) => (/^electron\/engine\/.*\.reads\.ts$/.test(file.path) ? importsMatching(file, /^(?!\.{1,2}\/[\w/-]+\.queries\.ts$|#shared\/domain\/)/, { types: false }) : []),
  },
  {
    name: 'the page checks without eval',
    instead: "import '#renderer/lib/without-eval.ts' before the first schema: zod decides while schemas are declared, and the page's policy refuses `new Function`.",
    violations: (file) => {
      if (!file.path.startsWith('renderer/')) return []
      const ready = importsMatching(file, /without-eval\.ts$/)[0] ?? Infinity
      return importsMatching(file, /^#shared\/rpc\/contract\//, { types: false }).filter((line) => line < ready)
    },
  },
  {
    name: 'SQLite is never serialised or backed up in clear',
    instead: 'VACUUM INTO keeps the encryption; serialize() and backup() do not.',
    violations: (file) => (file.path.startsWith('electron/') ? linesWhere(file.text, (line) => /sqlite\.(serialize|backup)\(/.test(line)) : []),
  },
  {
    name: 'no module-level mutable state',
    instead: 'Construct it in a composition root and pass it.',
    violations: (file) => (/^(tests|scripts)\//.test(file.path) ? [] : linesWhere(file.text, (line) => /^(export )?let /.test(line))),
  },
  {
    name: 'no suppressed lint or types',
    instead: 'Change the code, or the rule for everybody.',
    violations: (file) => (file.path.startsWith('tests/architecture/') ? [] : file.text.split('\n').flatMap((line, index) => (/@ts-(ignore|nocheck|expect-error)|(eslint|oxlint|biome)-(disable|ignore)/.test(line) ? [index + 1] : []))),
  },
]

function featureOfTarget(from: string, target: string): string | undefined {
  const absolute = target.startsWith('#renderer/') ? target.replace('#renderer/', 'renderer/') : joinPath(from, target)
  return featureOf(absolute)
}

function joinPath(from: string, target: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
