/** CSV as spreadsheets open it: UTF-8 with a byte-order mark, CRLF, quoted as in RFC 4180. */

const BYTE_ORDER_MARK = '﻿'
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

/** Rows of cells as the text of a file. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/**
 * One cell. A text that a spreadsheet would run as a formula gets an apostrophe before it: names and merchants come from files
 * that strangers wrote (OWASP, "CSV injection"). Numbers stay numbers.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
