/**
 * Which change makes which answer old. The one list of it: every query of the contract must be named to compile.
 *
 * `sync` is told four times a second while a run goes on: only what shows the run itself, or what waits, may watch it. What a change of a
 * person's shows otherwise is told by the topics of its command.
 *
 * An engine `changed` event names topics; each cached answer whose call lists one of them is asked again.
 */
import type { Contract, FeatureName } from '#shared/rpc/contract/index.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'

/** Names of a feature's calls whose answers may be cached: its queries, and `status` of the vault. */
export type QueryNames<C> = { [N in keyof C]: C[N] extends CallDefinition<'query'> ? N : N extends 'status' ? N : never }[keyof C]

type TopicTable = { readonly [F in FeatureName]: { readonly [N in QueryNames<Contract[F]>]: readonly Topic[] } }

const TOPICS_OF: TopicTable = {
  vault: { status: ['vault'] },
  rescue: { status: ['vault', 'backups'] },
  connections: { list: ['connections', 'cards', 'sync'], sandboxState: ['connections'] },
  sync: { status: ['sync', 'connections'], runs: ['sync'], outbox: ['sync', 'cards'], notices: ['sync', 'cards'] },
  cards: {
    list: ['cards', 'employees', 'transactions', 'connections'],
    get: ['cards', 'employees', 'transactions', 'connections', 'limits'],
    orderPlaces: ['cards', 'employees', 'connections'],
    orders: ['cards', 'employees'],
    groups: ['cards', 'employees'],
  },
  employees: {
    list: ['employees', 'cards', 'transactions', 'requests', 'declines', 'connections'],
    get: ['employees', 'cards', 'transactions', 'requests', 'declines', 'connections'],
    invitePlaces: ['connections', 'employees'],
  },
  limits: {
    list: ['limits', 'cards', 'employees', 'transactions', 'connections'],
    controls: ['limits', 'cards', 'employees', 'connections'],
    preview: ['limits', 'cards', 'transactions'],
    templates: ['limits'],
  },
  requests: { list: ['requests', 'limits', 'cards', 'employees', 'connections'], rules: ['requests', 'employees'] },
  declines: { list: ['declines', 'limits', 'cards', 'employees', 'transactions'] },
  disputes: {
    eligibility: ['disputes', 'transactions', 'cards', 'connections'],
    board: ['disputes', 'transactions', 'cards', 'employees', 'connections'],
    get: ['disputes', 'transactions', 'cards', 'employees', 'statements', 'connections'],
    // A file that is here does not change any more.
    evidence: [],
  },
  transactions: {
    list: ['transactions', 'cards', 'employees', 'categories'],
    summary: ['transactions', 'cards', 'employees', 'categories'],
    get: ['transactions', 'cards', 'employees', 'categories', 'imports'],
    categories: ['categories'],
  },
  reports: {
    perCardholder: ['transactions', 'cards', 'employees', 'categories'],
    range: ['transactions'],
    overview: ['transactions', 'cards', 'employees', 'categories', 'statements', 'imports'],
  },
  statements: { list: ['statements', 'transactions', 'cards'] },
  imports: {
    // A preview belongs to the page that shows it: it asks again itself after each choice.
    getPreview: [],
    previewRows: [],
    choose: [],
    setTarget: [],
    discard: [],
    list: ['imports'],
    undoPlan: ['imports', 'transactions', 'cards', 'employees', 'statements'],
  },
  audit: { list: ['audit'], verify: ['audit'], lastCheck: ['audit'] },
  diagnostics: { report: ['sync', 'connections', 'vault'] },
  // Asked when a form opens, and the form knows better from then on.
  drafts: { list: [], get: [] },
  backups: { status: ['backups'] },
  settings: { get: ['settings'] },
}

export type EngineQueryKey = readonly [feature: string, name: string, input: unknown]

/** Whether a cached answer is old once these topics changed. */
export function isTouched(key: readonly unknown[], topics: readonly Topic[]): boolean {
  const [feature, name] = key
  const table: Readonly<Record<string, Readonly<Record<string, readonly Topic[]>>>> = TOPICS_OF
  const watched = table[String(feature)]?.[String(name)] ?? []
  return watched.some((topic) => topics.includes(topic))
}
