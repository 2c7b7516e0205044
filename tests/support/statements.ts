/** Statement files to test with, written as banks write them. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface OfxRow {
  /** YYYY-MM-DD. */
  readonly on: string
  /** Decimal as in the file; a purchase is negative. */
  readonly amount: string
  readonly name: string
  readonly id?: string
  readonly type?: string
  readonly memo?: string
  readonly sic?: string
  /** Written as STMTTRNP. */
  readonly pending?: boolean
  readonly corrects?: { readonly id: string; readonly action: 'REPLACE' | 'DELETE' }
}

export interface OfxClosing {
  readonly closedOn: string
  readonly openedOn?: string
  readonly dueOn?: string
  readonly opening?: string
  readonly closing: string
  readonly minimum?: string
}

export interface OfxAccount {
  readonly number?: string
  readonly currency?: string
  readonly rows?: readonly OfxRow[]
  readonly closings?: readonly OfxClosing[]
}

export interface OfxFile {
  readonly org?: string
  readonly accounts: readonly OfxAccount[]
}

const HEADER = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n'
/** An account number that is no card's. */
export const TEST_ACCOUNT = '000000112233445'

/** OFX 1.02 (SGML) with card statements. */
export function ofxText({ org = 'AMEX', accounts }: OfxFile): string {
  const signOn = `<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261124120000<LANGUAGE>ENG<FI><ORG>${org}<FID>3101</FI></SONRS></SIGNONMSGSRSV1>\n`
  return `${HEADER}<OFX>\n${signOn}<CREDITCARDMSGSRSV1>\n${accounts.map(accountText).join('')}</CREDITCARDMSGSRSV1>\n</OFX>\n`
}

function accountText({ number = TEST_ACCOUNT, currency = 'USD', rows = [], closings = [] }: OfxAccount): string {
  const head = `<CURDEF>${currency}\n<CCACCTFROM><ACCTID>${number}</CCACCTFROM>\n`
  const posted = rows.filter(({ pending }) => pending !== true).map(rowText).join('')
  const pending = rows.filter((row) => row.pending === true).map(pendingText).join('')
  const statement = `<CCSTMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><CCSTMTRS>${head}<BANKTRANLIST>\n${posted}</BANKTRANLIST>\n${pending === '' ? '' : `<BANKTRANLISTP><DTASOF>20261124\n${pending}</BANKTRANLISTP>\n`}</CCSTMTRS></CCSTMTTRNRS>\n`
  return closings.length === 0 ? statement : `${statement}<CCSTMTENDTRNRS><TRNUID>2<CCSTMTENDRS>${head}${closings.map(closingText).join('')}</CCSTMTENDRS></CCSTMTENDTRNRS>\n`
}

function rowText(row: OfxRow): string {
  const { on, amount, name, id, type = amount.startsWith('-') ? 'DEBIT' : 'CREDIT', memo, sic, corrects } = row
  const optional = [
    id === undefined ? '' : `<FITID>${id}\n`,
    corrects === undefined ? '' : `<CORRECTFITID>${corrects.id}\n<CORRECTACTION>${corrects.action}\n`,
    sic === undefined ? '' : `<SIC>${sic}\n`,
    `<NAME>${name}\n`,
    memo === undefined ? '' : `<MEMO>${memo}\n`,
  ].join('')
  return `<STMTTRN>\n<TRNTYPE>${type}\n<DTPOSTED>${compact(on)}120000\n<TRNAMT>${amount}\n${optional}</STMTTRN>\n`
}

function pendingText({ on, amount, name, id }: OfxRow): string {
  return `<STMTTRNP>\n<TRNTYPE>${amount.startsWith('-') ? 'DEBIT' : 'CREDIT'}\n<DTTRAN>${compact(on)}120000\n<TRNAMT>${amount}\n${id === undefined ? '' : `<FITID>${id}\n`}<NAME>${name}\n</STMTTRNP>\n`
}

function closingText({ closedOn, openedOn, dueOn, opening, closing, minimum }: OfxClosing): string {
  const optional = (tag: string, value: string | undefined): string => (value === undefined ? '' : `<${tag}>${value}\n`)
  return `<CCCLOSING>\n<FITID>C${compact(closedOn)}\n${optional('DTOPEN', openedOn && compact(openedOn))}<DTCLOSE>${compact(closedOn)}\n${optional('BALOPEN', opening)}<BALCLOSE>${closing}\n${optional('DTPMTDUE', dueOn && compact(dueOn))}${optional('MINPMTDUE', minimum)}</CCCLOSING>\n`
}

function compact(date: string): string {
  return date.replaceAll('-', '')
}

/** A CSV with quoted fields. */
export function csvText(header: string, rows: readonly (readonly string[])[]): string {
  return [header, ...rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))].join('\r\n') + '\r\n'
}

/** Writes the file into the folder; returns its path. */
export async function statementFile(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
