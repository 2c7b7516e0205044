/**
 * Disputes of the feed as rows here: one for each, whoever began it.
 *
 * What the issuer says of a dispute stays in `issuer_objects`; here it only gets its row, its charge and its files' places. A draft of here that the feed
 * or an answer tells of is that row: an issuer has one dispute of a charge.
 */
import { isKnown } from '#shared/gateway/open-enum.ts'
import { disputeReason, type Dispute } from '#shared/gateway/resources/disputes.ts'
import { keptCharge, type ChargeFacts } from '../../disputes/kept-charge.ts'
import type { KeptCharge } from '../../disputes/stored.queries.ts'
import type { Days } from './days.ts'
import { scrubbed } from './foreign-matter.ts'
import type { PageScope } from './scope.ts'

interface ChargeRow extends ChargeFacts {
  readonly id: number
  readonly accountId: number
}

const ACCOUNTS = '(SELECT id FROM accounts WHERE connection_id = @connection)'

export class DisputeProjection {
  readonly #scope: PageScope
  readonly #days: () => Days
  readonly #find
  readonly #drafted
  readonly #link
  readonly #charge
  readonly #insert

  constructor(scope: PageScope, days: () => Days) {
    const { sqlite } = scope
    this.#scope = scope
    this.#days = days
    this.#find = sqlite.prepare<[number, string], { id: number }>('SELECT id FROM disputes WHERE connection_id = ? AND external_id = ?')
    this.#drafted = sqlite.prepare<[number, string], { id: number }>(
      `SELECT id FROM disputes WHERE connection_id = ? AND external_id IS NULL AND channel = 'issuer' AND discarded_at IS NULL AND charge_ref = ? ORDER BY id DESC LIMIT 1`,
    )
    this.#link = sqlite.prepare('UPDATE disputes SET external_id = ? WHERE id = ?')
    this.#charge = sqlite.prepare<{ ref: string; connection: number }, ChargeRow>(
      `SELECT t.id, t.account_id AS accountId, t.amount_minor AS amountMinor, t.currency, t.posted_on AS postedOn, t.transacted_on AS transactedOn, m.name AS merchant, c.id AS cardId, c.brand, c.nickname,
         a.issuer, c.last_digits AS lastDigits, a.label AS accountLabel, h.name AS holderName
       FROM transactions t JOIN merchants m ON m.id = t.merchant_id JOIN cards c ON c.id = t.card_id JOIN accounts a ON a.id = t.account_id LEFT JOIN cardholders h ON h.id = c.cardholder_id
       WHERE t.external_id = @ref AND t.account_id IN ${ACCOUNTS}`,
    )
    this.#insert = sqlite.prepare(
      `INSERT INTO disputes (connection_id, channel, external_id, origin, transaction_id, account_id, charge, charge_ref, reason, amount_minor, currency, explanation, answers, created_at, updated_at)
       VALUES (@connection, 'issuer', @id, 'issuer', @transaction, @account, @charge, @ref, @reason, @minor, @currency, @explanation, @answers, @now, @now)`,
    )
  }

  /** Links, or makes its row where its charge is here by now; `endOfFeed` makes the others. */
  fill(dispute: Dispute): void {
    const row = this.#rowOf(dispute) ?? this.#made(dispute, false)
    if (row !== undefined) this.#fillFiles(row, dispute)
  }

  /** The draft of here that an answer is about: that row it is, though the feed was faster. */
  mine(dispute: Dispute, rowId: number): void {
    const { sqlite, connectionId } = this.#scope
    const known = this.#find.get(connectionId, dispute.id)
    if (known?.id === rowId) return
    if (known) sqlite.prepare('DELETE FROM disputes WHERE id = ?').run(known.id)
    this.#link.run(dispute.id, rowId)
    this.#fillFiles(rowId, dispute)
  }

  /** `before`: the issuer's last word as JSON. A draft of there is one of here again; one that was sent stays, without a word of the issuer's. */
  remove(externalId: string, before: string | undefined): void {
    const { sqlite, connectionId } = this.#scope
    const row = this.#find.get(connectionId, externalId)
    if (!row) return
    const last = before === undefined ? undefined : (JSON.parse(before) as Dispute)
    const isDraft = last === undefined || last.status === 'draft'
    // Nobody here has made anything of it: it was the issuer's alone.
    const untouched = sqlite.prepare(`DELETE FROM disputes WHERE id = ? AND origin = 'issuer' AND (? = 0 OR (discarded_at IS NULL AND updated_at = created_at))`).run(row.id, isDraft ? 1 : 0)
    if (untouched.changes > 0) return
    if (!isDraft) {
      sqlite.prepare('UPDATE disputes SET sent_at = coalesce(sent_at, ?) WHERE id = ?').run(last.submittedAt, row.id)
      return
    }
    sqlite.prepare('UPDATE disputes SET external_id = NULL WHERE id = ?').run(row.id)
    sqlite.prepare('DELETE FROM dispute_evidence WHERE dispute_id = ? AND content IS NULL').run(row.id)
    sqlite.prepare('UPDATE dispute_evidence SET external_id = NULL WHERE dispute_id = ?').run(row.id)
  }

  /** Every reference holds now: disputes whose charge came later, and those whose charge is back. */
  endOfFeed(): void {
    const { sqlite, connectionId } = this.#scope
    const without = sqlite.prepare<[number], { object: string }>(
      `SELECT o.object FROM issuer_objects o WHERE o.connection_id = ? AND o.type = 'dispute' AND NOT EXISTS (SELECT 1 FROM disputes d WHERE d.connection_id = o.connection_id AND d.external_id = o.external_id)`,
    )
    for (const { object } of without.all(connectionId)) {
      const dispute = JSON.parse(object) as Dispute
      const row = this.#rowOf(dispute) ?? this.#made(dispute, true)
      if (row !== undefined) this.#fillFiles(row, dispute)
      this.#scope.tally.touched('disputes')
    }
    const { changes } = sqlite
      .prepare(
        `UPDATE disputes SET transaction_id = (SELECT t.id FROM transactions t WHERE t.external_id = disputes.charge_ref AND t.account_id IN ${ACCOUNTS})
         WHERE connection_id = @connection AND transaction_id IS NULL AND charge_ref IS NOT NULL
           AND EXISTS (SELECT 1 FROM transactions t WHERE t.external_id = disputes.charge_ref AND t.account_id IN ${ACCOUNTS})`,
      )
      .run({ connection: connectionId })
    if (changes > 0) this.#scope.tally.touched('disputes')
  }

  #rowOf({ id, transactionId, status }: Dispute): number | undefined {
    const { connectionId } = this.#scope
    const known = this.#find.get(connectionId, id)
    if (known) return known.id
    // One that is over says nothing about a draft that was begun after it.
    if (status === 'withdrawn' || status === 'expired') return undefined
    const drafted = this.#drafted.get(connectionId, transactionId)
    if (drafted) this.#link.run(id, drafted.id)
    return drafted?.id
  }

  #made(dispute: Dispute, evenWithoutCharge: boolean): number | undefined {
    const { connectionId: connection, now } = this.#scope
    const charge = this.#charge.get({ ref: dispute.transactionId, connection })
    if (!charge && !evenWithoutCharge) return undefined
    const { lastInsertRowid } = this.#insert.run({
      connection, id: dispute.id, transaction: charge?.id ?? null, account: charge?.accountId ?? null, charge: JSON.stringify(charge ? keptCharge(charge) : this.#unknownCharge(dispute)), ref: dispute.transactionId,
      reason: isKnown(disputeReason, dispute.reason) ? dispute.reason : null, minor: Math.max(1, Math.abs(dispute.amount.amountMinor)), currency: dispute.amount.currency,
      explanation: dispute.explanation, answers: JSON.stringify(plainAnswers(dispute.answers)), now,
    })
    return Number(lastInsertRowid)
  }

  /** The issuer lists it no more; the dispute says little of it. */
  #unknownCharge({ amount: { amountMinor, currency }, createdAt }: Dispute): KeptCharge {
    const on = this.#days().of(createdAt)
    return { merchant: 'Unknown merchant', on, postedOn: on, amount: { minor: Math.abs(amountMinor), currency }, cardId: null, cardName: '', holderName: null, network: null }
  }

  /** A file that was sent from here is known by its content. */
  #fillFiles(row: number, { evidence }: Dispute): void {
    const { sqlite } = this.#scope
    const known = sqlite.prepare<[number, string], { id: number }>('SELECT id FROM dispute_evidence WHERE dispute_id = ? AND external_id = ?')
    const sent = sqlite.prepare<[number, string, string], { id: number }>(`SELECT id FROM dispute_evidence WHERE dispute_id = ? AND external_id IS NULL AND by = 'you' AND sha256 = ? AND kind = ? ORDER BY id LIMIT 1`)
    const link = sqlite.prepare('UPDATE dispute_evidence SET external_id = ? WHERE id = ?')
    const insert = sqlite.prepare('INSERT INTO dispute_evidence (dispute_id, external_id, kind, file_name, content_type, bytes, sha256, pages, by, added_at, content) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL)')
    for (const { id, kind, fileName, contentType, bytes, sha256, by, addedAt } of evidence) {
      if (known.get(row, id)) continue
      const own = by === 'you' ? sent.get(row, sha256, kind) : undefined
      if (own) link.run(id, own.id)
      else insert.run(row, id, kind, scrubbed(fileName), contentType, bytes, sha256, by === 'you' || by === 'merchant' ? by : 'issuer', addedAt)
    }
    sqlite
      .prepare('DELETE FROM dispute_evidence WHERE dispute_id = ? AND external_id IS NOT NULL AND external_id NOT IN (SELECT value FROM json_each(?))')
      .run(row, JSON.stringify(evidence.map(({ id }) => id)))
  }
}

const plainAnswers = (answers: Dispute['answers']) =>
  Object.entries(answers).flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value) ? [{ key, value }] : []))
