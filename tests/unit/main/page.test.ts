import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listPageFiles } from '#main/protocol/page-files.ts'
import { pageResponse } from '#main/protocol/page-response.ts'
import { GROUND } from '#main/windows/ground.ts'
import { DARK, LIGHT } from '#renderer/theme/tokens.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cardkeep-page-'))
  mkdirSync(join(root, 'page', 'assets'), { recursive: true })
  writeFileSync(join(root, 'page', 'index.html'), '<!doctype html>\n<html><head lang="en"><title>x</title></head></html>')
  writeFileSync(join(root, 'page', 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(root, 'page', 'assets', 'main-1a2b.js.map'), '{}')
  writeFileSync(join(root, 'secret.json'), '{"secret":1}')
  symlinkSync(join(root, 'secret.json'), join(root, 'page', 'link.json'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function get(url: string, method = 'GET'): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await pageResponse({ method, url }, await listPageFiles(join(root, 'page')))
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('the page is served', () => {
  test('with its policy and a fresh nonce that the page can read', async () => {
    const [first, second] = [await get('app://cardkeep/'), await get('app://cardkeep/index.html')]
    const nonces = [first, second].map(({ text }) => /<meta name="csp-nonce" content="([\w-]{22})" \/>/.exec(text)?.[1])
    expect(new Set(nonces).size).toBe(2)
    const policy = first.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`)
    expect(policy).toContain("default-src 'none'; script-src 'self'; ")
    expect(policy).toContain("connect-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(first.headers.get('x-content-type-options')).toBe('nosniff')
    expect(first.headers.get('cache-control')).toBe('no-store')
  })

  test('with its script, whatever the query says', async () => {
    const { status, text, headers } = await get('app://cardkeep/assets/main-1a2b.js?v=1')
    expect([status, text, headers.get('content-type')]).toEqual([200, 'export {}', 'text/javascript; charset=utf-8'])
  })
})

test.each([
  'app://cardkeep/../secret.json',
  'app://cardkeep/%2e%2e/secret.json',
  'app://cardkeep/..%2fsecret.json',
  'app://cardkeep/..\\secret.json',
  'app://cardkeep/assets/../../secret.json',
  'app://cardkeep/link.json',
  'app://cardkeep/assets/main-1a2b.js.map',
  'app://cardkeep/assets',
  'app://cardkeep/index.html%00.js',
  'app://cardkeep//etc/passwd',
  'app://evil/index.html',
  'file:///etc/passwd',
])('%s is not found', async (url) => {
  const { status, text } = await get(url)
  expect([status, text]).toEqual([404, 'Not found'])
})

test('only reading is answered', async () => {
  expect((await get('app://cardkeep/', 'POST')).status).toBe(404)
})

test('the ground before the page is the page\'s own', () => {
  expect(GROUND).toEqual({ light: LIGHT.canvas, dark: DARK.canvas })
})
