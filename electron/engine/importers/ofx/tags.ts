/**
 * The OFX elements that matter, as data.
 *
 * Aggregates have a depth: opening one closes whatever of the same or a greater depth is still open. That is how files without
 * closing tags, with wrongly nested ones and with missing ones all come out right, and no tree is ever built.
 */
import { scrubText } from '#shared/domain/card-number.ts'
import type { AsciiBuffer } from './ascii-buffer.ts'

export type AggregateName =
  | 'OFX' | 'SONRS' | 'TRNRS' | 'STMTRS' | 'CCSTMTRS' | 'INVSTMTRS' | 'STMTENDRS' | 'CCSTMTENDRS' | 'OTHERRS'
  | 'FI' | 'ACCTFROM' | 'LIST' | 'LEDGERBAL' | 'AVAILBAL' | 'CLOSING' | 'STMTTRN' | 'STMTTRNP' | 'REWARDINFO' | 'LASTPMTINFO'
  | 'CURRENCY' | 'ORIGCURRENCY' | 'PAYEE' | 'ACCTTO' | 'STATUS' | 'OTHER'

export interface Aggregate {
  readonly name: AggregateName
  readonly depth: number
  /** What its leaves become: its own fields, fields of the aggregate around it (with its name before theirs), or nothing. */
  readonly leaves: 'own' | 'parent' | 'none'
}

function aggregate(name: AggregateName, depth: number, leaves: Aggregate['leaves'] = 'own'): Aggregate {
  return { name, depth, leaves }
}

const RESPONSE = aggregate('TRNRS', 2, 'none')
const OTHER_RESPONSE = aggregate('OTHERRS', 3, 'none')
const LIST = aggregate('LIST', 4, 'none')
const ACCOUNT = aggregate('ACCTFROM', 4)
const COUNTERPARTY = aggregate('ACCTTO', 6, 'parent')
const CLOSING = aggregate('CLOSING', 4)
const OTHER = aggregate('OTHER', 4, 'none')

/** OFX element name → aggregate (csingley/ofxtools models; OFX 2.1.1 chapters 11 and 13). */
export const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  OFX: aggregate('OFX', 0, 'none'),
  SONRS: aggregate('SONRS', 2),
  STMTTRNRS: RESPONSE, CCSTMTTRNRS: RESPONSE, INVSTMTTRNRS: RESPONSE, STMTENDTRNRS: RESPONSE, CCSTMTENDTRNRS: RESPONSE,
  INTRATRNRS: RESPONSE, INTERTRNRS: RESPONSE, WIRETRNRS: RESPONSE, PMTTRNRS: RESPONSE, STPCHKTRNRS: RESPONSE,
  STMTRS: aggregate('STMTRS', 3), CCSTMTRS: aggregate('CCSTMTRS', 3), INVSTMTRS: aggregate('INVSTMTRS', 3),
  STMTENDRS: aggregate('STMTENDRS', 3), CCSTMTENDRS: aggregate('CCSTMTENDRS', 3),
  INTRARS: OTHER_RESPONSE, INTERRS: OTHER_RESPONSE, WIRERS: OTHER_RESPONSE, PMTRS: OTHER_RESPONSE, STPCHKRS: OTHER_RESPONSE, PROFRS: OTHER_RESPONSE,
  FI: aggregate('FI', 4),
  BANKACCTFROM: ACCOUNT, CCACCTFROM: ACCOUNT, INVACCTFROM: ACCOUNT,
  BANKTRANLIST: LIST, BANKTRANLISTP: LIST, INVTRANLIST: LIST,
  LEDGERBAL: aggregate('LEDGERBAL', 4), AVAILBAL: aggregate('AVAILBAL', 4),
  CCCLOSING: CLOSING, CLOSING,
  BALLIST: OTHER, INVBAL: OTHER, INVPOSLIST: OTHER, INVOOLIST: OTHER, SECLIST: OTHER, MKTGINFO: OTHER,
  STMTTRN: aggregate('STMTTRN', 5), STMTTRNP: aggregate('STMTTRNP', 5),
  REWARDINFO: aggregate('REWARDINFO', 5, 'parent'), LASTPMTINFO: aggregate('LASTPMTINFO', 5, 'parent'),
  CURRENCY: aggregate('CURRENCY', 6, 'parent'), ORIGCURRENCY: aggregate('ORIGCURRENCY', 6, 'parent'), PAYEE: aggregate('PAYEE', 6, 'parent'),
  BANKACCTTO: COUNTERPARTY, CCACCTTO: COUNTERPARTY, STATUS: aggregate('STATUS', 6),
}

/** How a value is made safe before it is kept: 'amount' cannot hold a card number (see amount.ts), 'account' keeps the last digits only. */
export type Masking = 'amount' | 'date' | 'text' | 'id' | 'account'

/** Values that recur from row to row. */
const RECURRING: ReadonlySet<string> = new Set(['TRNTYPE', 'DTPOSTED', 'DTUSER', 'DTTRAN', 'SIC', 'CURSYM', 'NAME', 'CITY', 'STATE', 'COUNTRY'])

const DATES = ['DTPOSTED', 'DTUSER', 'DTTRAN', 'DTAVAIL', 'DTEXPIRE', 'DTASOF', 'DTOPEN', 'DTCLOSE', 'DTNEXT', 'DTPMTDUE', 'DTPOSTSTART', 'DTPOSTEND'] as const
const IDS = ['FITID', 'CORRECTFITID', 'SRVRTID', 'CHECKNUM', 'REFNUM', 'PAYEEID'] as const
const ACCOUNTS = ['ACCTID', 'ACCTKEY', 'BANKID', 'BRANCHID', 'BROKERID', 'AMEX.BASICACCT'] as const

const MASKING: ReadonlyMap<string, Masking> = new Map<string, Masking>([
  ['TRNAMT', 'amount'],
  ...DATES.map((name) => [name, 'date'] as const),
  ...IDS.map((name) => [name, 'id'] as const),
  ...ACCOUNTS.map((name) => [name, 'account'] as const),
])

export interface Tag {
  /** Upper case. */
  readonly name: string
  readonly aggregate: Aggregate | null
  readonly masking: Masking
  /** Its values recur from row to row. */
  readonly recurring: boolean
  /** Where its last value is in the file's ByteStrings: the next one is likely to be the same. */
  lastSlot: number
  /** The aggregate that it was last found in: asking an object for a property that it has not is the dearest question there is. */
  lastFrame: object | null
}

/** Power of two. OFX has some 700 element names, a statement uses 50; a file with more than half of this many is not helped by a table. */
const SLOTS = 2048
const MAX_KEPT = SLOTS / 2

/** Tags by the bytes of their name, so that a hundred thousand `<TRNAMT>` make one string. One per file. */
export class TagTable {
  private readonly slots: (Tag | null)[] = Array.from({ length: SLOTS }, () => null)
  private kept = 0

  /** `hash` is that of the name bytes between `start` and `end`, the same in both cases. */
  find(bytes: AsciiBuffer, start: number, end: number, hash: number): Tag {
    let slot = hash & (SLOTS - 1)
    for (let known = this.slots[slot]; known; known = this.slots[slot]) {
      if (sameName(known.name, bytes, start, end)) return known
      slot = (slot + 1) & (SLOTS - 1)
    }
    const name = bytes.latin1Slice(start, end).toUpperCase()
    // A vendor's tag becomes the name of a raw field, which must hold no card number either.
    const tag = newTag(scrubText(name))
    if (this.kept < MAX_KEPT && tag.name === name) {
      this.slots[slot] = tag
      this.kept++
    }
    return tag
  }
}

function newTag(name: string): Tag {
  const aggregate = Object.hasOwn(AGGREGATES, name) ? (AGGREGATES[name] ?? null) : null
  return { name, aggregate, masking: MASKING.get(name) ?? 'text', recurring: RECURRING.has(name), lastSlot: 0, lastFrame: null }
}

function sameName(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) {
    const byte = bytes[start + i] ?? 0
    const upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
    if (upper !== name.charCodeAt(i)) return false
  }
  return true
}
