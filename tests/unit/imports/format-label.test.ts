import { expect, test } from 'vitest'
import { CSV_LAYOUTS } from '#engine/importers/csv/layouts/all.ts'
import { AMEX_SHORT } from '#engine/importers/csv/layouts/generic.ts'
import { formatLabel } from '#engine/imports/format-label.ts'

test('every stored CSV format has words for people, also the one that is only told from its rows', () => {
  for (const id of [...CSV_LAYOUTS.map((layout) => layout.id), AMEX_SHORT]) expect(formatLabel(`csv:${id}`)).not.toMatch(/^csv:/)
  expect(formatLabel('something-newer')).toBe('something-newer')
})
