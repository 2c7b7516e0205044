/** What all writers of one page share. */
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { Sqlite } from '../../db/sqlite.ts'

export interface PageScope {
  readonly sqlite: Sqlite
  readonly connectionId: number
  /** What the issuer is called here. */
  readonly connectionName: string
  /** Rows that this page brings are marked with it. */
  readonly generation: number
  /**
   * Versions are compared with those of rows from this generation on. 0, or while everything is listed again the generation of that: a store
   * that was started anew counts from one, so its versions say nothing about rows from before.
   */
  readonly floor: number
  readonly now: number
  readonly tally: Tally
}

/** What a page did, for the run, for the audit and for those who show it. */
export class Tally {
  added = 0
  updated = 0
  removed = 0
  /** Charges that went although a person had made something of them. */
  setAside = 0
  readonly topics = new Set<Topic>()

  touched(...topics: readonly Topic[]): void {
    for (const topic of topics) this.topics.add(topic)
  }
}

export interface Known {
  readonly version: number
  readonly generation: number
}

/** True when what is stored is newer than `version`. One and the same version may be written again: a newer app reads more out of it. */
export function isNewer(known: Known, version: number, floor: number): boolean {
  return known.generation >= floor && known.version > version
}
