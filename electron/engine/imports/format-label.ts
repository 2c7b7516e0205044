import { CSV_LAYOUTS } from '../importers/csv/layouts/all.ts'
import { FORMAT_LABELS } from '../importers/problems.ts'

/** What people call a stored format: "American Express CSV" for "csv:amex-members"; the format itself where it is not known any more. */
export function formatLabel(format: string): string {
  const layout = CSV_LAYOUTS.find(({ id }) => `csv:${id}` === format)
  return layout?.label ?? FORMAT_LABELS[format] ?? format
}
