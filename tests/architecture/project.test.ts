import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract } from '#shared/rpc/contract/index.ts'
import { RULES } from './rules.ts'

const root = resolve(import.meta.dirname, '../..')
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n').filter((path) => path && existsSync(join(root, path)))
const sources = tracked.filter((path) => /\.(ts|tsx|mjs)$/.test(path)).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

describe('the project', () => {
  it.each(RULES.map((rule) => [rule.name, rule] as const))('keeps the rule: %s', (_name, rule) => {
    const broken = sources.flatMap((file) => rule.violations(file).map((line) => `${file.path}:${line}`))
    expect(broken, rule.instead).toEqual([])
  })

  it('gives a feature the same name in every room', () => {
    const features = Object.keys(contract)
    for (const feature of features) {
      expect(tracked, `contract of ${feature}`).toContain(`shared/rpc/contract/${feature}.contract.ts`)
      expect(tracked, `handlers of ${feature}`).toContain(`electron/engine/${feature}/${feature}.handlers.ts`)
    }
  })

  it('names no path in a README that does not exist', () => {
    const missing = tracked
      .filter((path) => path.endsWith('README.md'))
      .flatMap((path) =>
        [...readFileSync(join(root, path), 'utf8').matchAll(/(?:\]\(|`)((?:\.{0,2}\/)?[\w.-]+(?:\/[\w.@-]+)+\/?|[\w-]+\.(?:md|ts|tsx|mjs|json))(?:\)|`)/g)]
          .map(([, named = '']) => named)
          .filter((named) => !/^(https?:|@|node_modules|out\/|\.cache|~)/.test(named) && !named.includes('<') && /\.\w+$|\/$/.test(named))
          .filter((named) => !existsSync(join(root, named)) && !existsSync(join(root, dirname(path), named)))
          .map((named) => `${path}: ${named}`),
      )
    expect(missing).toEqual([])
  })

  it('has a README in every second-level folder', () => {
    const folders = ['electron/main', 'electron/preload', 'electron/engine', 'renderer/app', 'renderer/features', 'renderer/components', 'renderer/lib', 'renderer/theme', 'shared/rpc', 'shared/domain', 'tests/unit', 'tests/contract', 'tests/integration', 'tests/e2e', 'tests/security', 'tests/bench', 'tests/support', 'tests/architecture', 'scripts', 'resources']
    expect(folders.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([])
  })
})
