import { z } from 'zod'
import { currency, epochMs, id, isoDate, minor, moneyTotals, name, transactionType } from './common.ts'
import { command, query, task } from '../define.ts'

/**
 * What a file row is against what is stored.
 *
 * `new`: not here yet. `duplicate`: already here, unchanged. `changed`: here, and the file says something newer of it
 * (a pending charge that posted, a corrected amount). `conflict`: looks like one that is here, but not surely: a person decides.
 */
export const rowStatus = z.enum(['new', 'duplicate', 'changed', 'conflict'])
export type RowStatus = z.infer<typeof rowStatus>
/** `add`: store as its own charge. `update`: replace what is stored. `skip`: leave everything as it is. */
export const rowChoice = z.enum(['add', 'update', 'skip'])
export type RowChoice = z.infer<typeof rowChoice>

export const previewProblem = z.strictObject({
  file: z.string(),
  line: z.number().int().nullable(),
  code: z.string(),
  message: z.string(),
})

export const previewAccount = z.strictObject({
  /** Position in the preview; what `setTarget` names. */
  index: z.number().int().nonnegative(),
  file: z.string(),
  label: z.string(),
  issuer: z.string().nullable(),
  currency,
  kind: z.enum(['card', 'bank', 'unknown']),
  /** False where the file does not say which account it is: the person can choose a stored one. */
  identified: z.boolean(),
  /** The stored account it goes into; null: a new one. */
  targetAccountId: id.nullable(),
  cardMembers: z.array(z.string()),
  firstOn: isoDate.nullable(),
  lastOn: isoDate.nullable(),
  /** Per status, over its rows. */
  counts: z.strictObject({ new: z.number().int(), duplicate: z.number().int(), changed: z.number().int(), conflict: z.number().int() }),
  /** Sum of its rows, charges negative. */
  totalMinor: minor,
  statements: z.number().int(),
})

export const preview = z.strictObject({
  previewId: z.string(),
  files: z.array(
    z.strictObject({
      name: z.string(),
      format: z.string(),
      transactions: z.number().int(),
      refused: z.boolean(),
      /** The layout was guessed from three columns: worth a look at the signs. */
      assumed: z.boolean(),
      /** This very file was imported before, on that instant. */
      importedBefore: epochMs.nullable(),
    }),
  ),
  accounts: z.array(previewAccount),
  problems: z.array(previewProblem),
  counts: z.strictObject({ new: z.number().int(), duplicate: z.number().int(), changed: z.number().int(), conflict: z.number().int() }),
  /** How many rows `apply` would add and update with the choices as they stand. */
  willAdd: z.number().int(),
  willUpdate: z.number().int(),
  statements: z.number().int(),
})
export type ImportPreview = z.infer<typeof preview>

export const previewRow = z.strictObject({
  row: z.number().int().nonnegative(),
  accountIndex: z.number().int(),
  line: z.number().int(),
  status: rowStatus,
  choice: rowChoice,
  /** The choices that make sense for this row. */
  choices: z.array(rowChoice),
  postedOn: isoDate,
  merchant: z.string(),
  memo: z.string().nullable(),
  cardMember: z.string().nullable(),
  lastDigits: z.string().nullable(),
  amountMinor: minor,
  currency,
  type: transactionType,
  pending: z.boolean(),
  /** The stored charge it was matched with, and in words what differs. */
  match: z.strictObject({ transactionId: id, postedOn: isoDate, merchant: z.string(), amountMinor: minor, pending: z.boolean() }).nullable(),
  differences: z.array(z.string()),
})
export type PreviewRow = z.infer<typeof previewRow>

export const importRecord = z.strictObject({
  id,
  appliedAt: epochMs,
  undoneAt: epochMs.nullable(),
  files: z.array(z.strictObject({ name: z.string(), format: z.string() })),
  added: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int(),
  statements: z.number().int(),
  firstOn: isoDate.nullable(),
  lastOn: isoDate.nullable(),
})
export type ImportRecord = z.infer<typeof importRecord>

/** What `undo` would do to the books as they are now. */
export const undoPlan = z.strictObject({
  importId: id,
  /** Charges that go, and their sums as they stand (charges negative). */
  removes: z.number().int(),
  removesTotals: moneyTotals,
  /** Of those, how many carry a note or a category that a person gave them. */
  handMade: z.number().int(),
  /** Charges that it updated or took out, and that become what they were. */
  restores: z.number().int(),
  statementsRemoved: z.number().int(),
  statementsRestored: z.number().int(),
  /** Names of cards and people that came with it and that nothing else needs: they go as well. */
  cards: z.array(z.string()),
  cardholders: z.array(z.string()),
  /** The later import that has to be undone first; null: nothing stands in the way. */
  blockedBy: z.strictObject({ importId: id, reason: z.string() }).nullable(),
})
export type UndoPlan = z.infer<typeof undoPlan>

const previewId = z.string().max(64)

export const importsContract = {
  /** Reads the granted files and compares every row with what is stored. Stores nothing. */
  preview: task({ input: z.strictObject({ files: z.array(z.string().max(64)).min(1).max(200) }), output: preview }),
  getPreview: query({ input: z.strictObject({ previewId }), output: preview }),
  previewRows: query({
    input: z.strictObject({ previewId, status: rowStatus.nullable(), accountIndex: z.number().int().nonnegative().nullable(), offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({ rows: z.array(previewRow), total: z.number().int() }),
  }),
  /** Sets the choice of single rows, or of every row of a status. A choice that makes no sense for a row leaves it as it is. */
  choose: query({
    input: z.strictObject({
      previewId,
      choice: rowChoice,
      rows: z.union([z.array(z.number().int().nonnegative()).min(1).max(10_000), z.strictObject({ status: rowStatus })]),
    }),
    output: preview,
  }),
  /** Says which stored account an unidentified file belongs to (null: a new one); its rows are compared again. */
  setTarget: query({
    input: z.strictObject({ previewId, accountIndex: z.number().int().nonnegative(), accountId: id.nullable(), newLabel: name.max(60).optional() }),
    output: preview,
  }),
  discard: query({ input: z.strictObject({ previewId }), output: z.strictObject({ discarded: z.boolean() }) }),
  /** Stores exactly what was previewed, in one transaction. `import.preview-stale` when the books changed since. */
  apply: task({ input: z.strictObject({ previewId }), output: importRecord }),
  /** Newest first. */
  list: query({ input: z.strictObject({}), output: z.array(importRecord) }),
  /** What `undo` would take away and bring back, before it does. `import.already-undone` when it was. */
  undoPlan: query({ input: z.strictObject({ importId: id }), output: undoPlan }),
  /** Takes a whole import back: what it added goes, what it updated becomes what it was. */
  undo: command({ input: z.strictObject({ importId: id }), output: importRecord }),
}
