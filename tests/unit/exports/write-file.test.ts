import { expect, test } from 'vitest'
import { asFileError } from '#engine/exports/write-file.ts'

test.each([
  ['ENOSPC', 'db.disk-full'], ['EDQUOT', 'db.disk-full'], ['EACCES', 'file.not-writable'], ['EROFS', 'file.not-writable'], ['ENOENT', 'file.not-writable'], ['EISDIR', 'file.not-writable'],
])('%s means %s', (code, meaning) => {
  const error = asFileError(Object.assign(new Error(`${code}: /home/ada/private/report.csv`), { code }), 'report.csv')
  expect(error.code).toBe(meaning)
  expect(JSON.stringify(error.toWire())).not.toContain('/home')
})
