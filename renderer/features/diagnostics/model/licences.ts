/** The packages that ship, as `resources/licences.json` lists them. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression, such as `MIT`. */
  readonly licence: string
  /** Null where the package brings none of its own. */
  readonly text: string | null
}

export async function loadLicences(): Promise<readonly ShippedPackage[]> {
  const { default: listed } = await import('#resources/licences.json')
  return listed.packages.map(({ text, ...about }) => ({ ...about, text: text === null ? null : (listed.texts[text] ?? null) }))
}

/** Those whose name or licence has every word. */
export function findLicences(packages: readonly ShippedPackage[], search: string): readonly ShippedPackage[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return packages.filter(({ name, licence }) => words.every((word) => `${name} ${licence}`.toLowerCase().includes(word)))
}
