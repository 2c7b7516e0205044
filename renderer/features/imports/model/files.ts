import type { FileGrant } from '#shared/rpc/bridge.ts'

/** The files of a preview with those that came in the meantime. The same grant is not read twice; the same file again is: it may have changed. */
export function joinFiles(known: readonly FileGrant[], more: readonly FileGrant[]): readonly FileGrant[] {
  const tokens = new Set(known.map((file) => file.token))
  return [...known, ...more.filter((file) => !tokens.has(file.token))]
}
