import { expect, test } from 'vitest'
import { onlyEmpty } from '#scripts/lib/rooms.mjs'
import { closingLine, countReport } from '#scripts/lib/stages.mjs'

const file = (status: string, ...tests: readonly string[]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) })

test('passed, failed and skipped tests are counted', () => {
  const report = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed', 'skipped')] }
  expect(countReport('unit', 1, report)).toEqual({ name: 'unit', passed: 2, failed: 1, skipped: 2 })
})

test('a file that could not be loaded is a failure although none of its tests ran', () => {
  const report = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 0, testResults: [file('passed', 'passed', 'passed'), file('failed')] }
  expect(countReport('unit', 1, report).failed).toBe(1)
})

test('an error outside every test still fails the stage', () => {
  const report = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 0, testResults: [file('passed', 'passed', 'passed')] }
  expect(countReport('unit', 1, report).failed).toBe(1)
})

test('no report means failure when Vitest failed, and no tests when it did not', () => {
  expect(countReport('e2e', 1, undefined).failed).toBe(1)
  expect(countReport('e2e', 0, undefined)).toEqual({ name: 'e2e', passed: 0, failed: 0, skipped: 0 })
})

test('the closing line is the sum, and plain', () => {
  expect(closingLine([{ name: 'a', passed: 3, failed: 0, skipped: 4 }, { name: 'b', passed: 2, failed: 1, skipped: 0 }])).toBe('5 passed, 1 failed')
  expect(closingLine([])).toBe('0 passed, 0 failed')
})

test('an empty room is no type error, anything else in it is', () => {
  const empty = "error TS18003: No inputs were found in config file '/p/renderer/tsconfig.json'."
  expect(onlyEmpty(empty)).toBe(true)
  expect(onlyEmpty(`${empty}\nsrc/a.ts(1,1): error TS2304: Cannot find name 'x'.`)).toBe(false)
  expect(onlyEmpty('')).toBe(false)
})
