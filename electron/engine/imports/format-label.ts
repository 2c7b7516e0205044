import { CSV_LAYOUTS } from '../importers/csv/layouts/all.ts'
import { AMEX_SHORT } from '../importers/csv/layouts/generic.ts'
import { FORMAT_LABELS } from '../importers/problems.ts'

/** Formats that are told from the rows and so are no layout of their own (naming.ts). */
const TOLD_FROM_ROWS: Readonly<Record<string, string>> = { [`csv:${AMEX_SHORT}`]: 'American Express CSV' }

/** What people call a stored format: "American Express CSV" for "csv:amex-members"; the format itself where it is not known any more. */
export function formatLabel(format: string): string {
  const layout = CSV_LAYOUTS.find(({ id }) => `csv:${id}` === format)
  return layout?.label ?? TOLD_FROM_ROWS[format] ?? FORMAT_LABELS[format] ?? format
}
