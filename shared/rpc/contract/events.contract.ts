/** What the engine tells every window without being asked. */

/** What changed, named so that a window knows which of its queries to ask again. */
export const TOPICS = ['vault', 'connections', 'sync', 'cards', 'employees', 'limits', 'requests', 'declines', 'disputes', 'transactions', 'categories', 'statements', 'imports', 'audit', 'backups', 'settings'] as const
export type Topic = (typeof TOPICS)[number]

export interface EngineEvents {
  /** Sent after the commit that made the change. */
  readonly changed: { readonly topics: readonly Topic[] }
}
