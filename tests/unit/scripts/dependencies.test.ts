import { expect, test } from 'vitest'
import { agrees, complaint } from '#scripts/lib/dependencies.mjs'

const locked = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/binding-linux': { version: '1.0.0', integrity: 'sha512-l', optional: true },
  'node_modules/binding-windows': { version: '1.0.0', integrity: 'sha512-w', optional: true },
}
const installed = {
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/binding-linux': { version: '1.0.0', integrity: 'sha512-l' },
}

test('packages for other platforms may be absent', () => {
  expect(agrees(locked, installed)).toBe(true)
})

test.each([
  ['missing', { 'node_modules/binding-linux': installed['node_modules/binding-linux'] }],
  ['of another version', { ...installed, 'node_modules/zod': { version: '4.0.1', integrity: 'sha512-b' } }],
  ['of the same version but another content', { ...installed, 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-b' } }],
  ['optional and of another version', { ...installed, 'node_modules/binding-linux': { version: '0.9.0', integrity: 'sha512-l' } }],
  ['not in the lock file', { ...installed, 'node_modules/left-over': { version: '1.0.0', integrity: 'sha512-x' } }],
])('a package that is %s means installing again', (_what, found) => {
  expect(agrees(locked, found)).toBe(false)
})

test("npm's reason is kept and its pages of usage are not", () => {
  const output = 'npm error code EUSAGE\nnpm error Missing: zod@4 from lock file\nnpm error\nnpm error Clean install a project\nnpm error Usage:\nnpm error npm ci'
  expect(complaint(output)).toBe('npm error code EUSAGE\nnpm error Missing: zod@4 from lock file\nnpm error')
  expect(complaint('npm error network\n')).toBe('npm error network')
})
