/** One card with everything known of it: its numbers over time, what the issuer says, what was done with it. */
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import type { GatewayMoney } from '#shared/gateway/primitives.ts'
import type { Card as IssuerCard } from '#shared/gateway/resources/cards.ts'
import type { Account, Product } from '#shared/gateway/resources/company.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { actsWaiting } from './card-powers.ts'
import { readKnownCard, type KnownCard } from './cards.queries.ts'
import { readChecklist } from './checklist.queries.ts'
import { newestFirst, noonOf, readAuditHistory, type HistoryEntry } from './history.queries.ts'

type Db = ReadDb | WriteDb
type DetailProduct = NonNullable<CardDetail['product']>

/** Throws `not-found` (kind card). */
export async function readCardDetail(db: ReadDb, cardId: number, now: number): Promise<CardDetail> {
  const known = await readKnownCard(db, cardId)
  const numbers = await readNumbers(db, cardId)
  const products = known.side === undefined ? [] : await readProducts(db, known.card.connectionId)
  const object = known.side?.object
  return {
    card: known.card,
    product: products.find(({ id }) => id === object?.productId) ?? null,
    pendingProduct: await readPendingProduct(db, known, products),
    otherProducts: object?.kind === 'virtual' ? [] : products.filter(({ id }) => id !== object?.productId),
    issuedOn: object?.issuedOn ?? null,
    activatedAt: object?.activatedAt ?? null,
    shipping: object?.shipping ?? null,
    virtual: object === undefined ? null : virtualOf(object),
    numbers: numbers.map(({ object: number, ...own }) => ({ ...own, issuedOn: number?.issuedOn ?? null, closedReason: number?.closedReason ?? null })),
    account: await readAccount(db, known.card.accountId),
    checklist: await readChecklist(db, known, now),
    history: newestFirst([...(await readAuditHistory(db, 'cardId', numbers.map((number) => number.cardId))), ...numbers.flatMap(issuerHistory)]),
  }
}

/** What the issuer sells, in its own order. */
export async function readProducts(db: Db, connectionId: number): Promise<readonly DetailProduct[]> {
  const rows = await runSql<{ object: string }>(db, sqlText`SELECT object FROM issuer_objects WHERE connection_id = ${connectionId} AND type = 'product' ORDER BY external_id`)
  return rows.map(({ object }) => {
    const { id, name, kind, annualFee } = JSON.parse(object) as Product
    return { id, name, isCharge: kind === 'charge', annualFee: moneyOf(annualFee) }
  })
}

interface NumberOfCard {
  readonly cardId: number
  readonly lastDigits: string | null
  readonly status: CardDetail['card']['status']
  readonly object: IssuerCard | undefined
}

/** The chain that a card belongs to, the oldest first. */
async function readNumbers(db: Db, cardId: number): Promise<readonly NumberOfCard[]> {
  const rows = await runSql<{ cardId: number; lastDigits: string | null; status: NumberOfCard['status']; object: string | null }>(db, sqlText`
    WITH RECURSIVE
      before (id, depth) AS (SELECT ${cardId}, 0 UNION SELECT c.id, before.depth - 1 FROM before JOIN cards c ON c.replaced_by_card_id = before.id WHERE before.depth > -100),
      after (id, depth) AS (SELECT ${cardId}, 0 UNION SELECT c.replaced_by_card_id, after.depth + 1 FROM after JOIN cards c ON c.id = after.id WHERE c.replaced_by_card_id IS NOT NULL AND after.depth < 100),
      chain (id, depth) AS (SELECT id, min(depth) FROM (SELECT id, depth FROM before UNION SELECT id, depth FROM after) GROUP BY id)
    SELECT c.id AS cardId, c.last_digits AS lastDigits, CASE WHEN c.awaits_activation = 1 AND c.status = 'unknown' THEN 'inactive' ELSE c.status END AS status, o.object
    FROM chain JOIN cards c ON c.id = chain.id JOIN accounts a ON a.id = c.account_id
      LEFT JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'card' AND o.external_id = c.external_key
    ORDER BY chain.depth, c.id`)
  return rows.map((row) => ({ ...row, object: row.object === null ? undefined : (JSON.parse(row.object) as IssuerCard) }))
}

function issuerHistory({ cardId, lastDigits, object }: NumberOfCard): readonly HistoryEntry[] {
  if (object === undefined) return []
  const facts = { cardId, lastDigits }
  const issued: HistoryEntry = { at: noonOf(object.issuedOn), action: 'issuer.issued', facts: { ...facts, reason: object.replacementReason !== null && object.replacesId !== null ? object.replacementReason : null } }
  return object.activatedAt === null ? [issued] : [issued, { at: object.activatedAt, action: 'issuer.activated', facts }]
}

async function readPendingProduct(db: Db, { card, side }: KnownCard, products: readonly DetailProduct[]): Promise<CardDetail['pendingProduct']> {
  const last = actsWaiting(side).findLast((act) => act === 'change-product' || act === 'keep-product')
  if (last === 'keep-product') return null
  const id = last === undefined ? (side?.object.pendingProductId ?? null) : await readAskedProduct(db, card.connectionId, card.id)
  return id === null ? null : { id, name: products.find((product) => product.id === id)?.name ?? id }
}

async function readAskedProduct(db: Db, connectionId: number, cardId: number): Promise<string | null> {
  const [row] = await runSql<{ productId: string | null }>(db, sqlText`
    SELECT json_extract(payload, '$.body.productId') AS productId FROM outbox
    WHERE connection_id = ${connectionId} AND subject = ${`card:${cardId}`} AND state IN ('queued', 'sending', 'needs-attention') AND command = 'cards.changeProduct' ORDER BY id DESC LIMIT 1`)
  return row?.productId ?? null
}

/** The issuer's dates; for statement files the due date of the newest statement. */
async function readAccount(db: Db, accountId: number): Promise<CardDetail['account']> {
  const [row] = await runSql<{ id: number; label: string; object: string | null; dueOn: string | null }>(db, sqlText`
    SELECT a.id, a.label, o.object, (SELECT due_on FROM statements WHERE account_id = a.id ORDER BY closed_on DESC LIMIT 1) AS dueOn
    FROM accounts a LEFT JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'account' AND o.external_id = a.external_key WHERE a.id = ${accountId}`)
  const account = row === undefined || row.object === null ? undefined : (JSON.parse(row.object) as Account)
  return { id: accountId, label: row?.label ?? '', nextCloseOn: account?.nextCloseOn ?? null, dueOn: account === undefined ? (row?.dueOn ?? null) : account.dueOn }
}

function virtualOf({ virtual }: IssuerCard): CardDetail['virtual'] {
  return virtual && { ...virtual, totalLimit: virtual.totalLimit && moneyOf(virtual.totalLimit) }
}

const moneyOf = ({ amountMinor, currency }: GatewayMoney) => ({ minor: amountMinor, currency })
