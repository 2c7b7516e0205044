/** What the issuer says against what was shown, in words. */
import type { SyncNotice } from '#shared/rpc/contract/sync.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { hasErrorText } from '#renderer/lib/error-text.ts'
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { actOf, amountWords, backOf, untilWords, type CommandFormats } from './command-words.ts'
import { refusalText } from '#renderer/lib/refusal-words.ts'

export interface NoticeWords {
  readonly title: string
  readonly text: string
}

type Facts = SyncNotice['facts']

const STATUS_WORDS = words({ active: 'active', frozen: 'frozen', closed: 'closed', inactive: 'not active yet', unknown: 'in a state that Cardkeep does not know' })
const ENDED_WORDS = words({
  reused: 'Its key was used twice, which can mean that somebody copied it.',
  expired: 'It had lasted as long as the issuer lets one last.',
})

/** A Map, because what is looked up comes from elsewhere: an object would also answer to “constructor”. */
function words(table: Readonly<Record<string, string>>): ReadonlyMap<unknown, string> {
  return new Map(Object.entries(table))
}

type Notice = Pick<SyncNotice, 'connectionName' | 'card' | 'person' | 'facts'>
type Writer = (notice: Notice, formats: CommandFormats) => NoticeWords

const WRITERS: Readonly<Record<SyncNotice['kind'], Writer>> = {
  'card-status-overruled': ({ connectionName, card, facts }) => ({
    title: `${connectionName} shows ${card?.name ?? 'A card'} as ${statusWord(facts['to'])}`, text: `It was ${statusWord(facts['from'])}, as you had asked. What the issuer says counts.`,
  }),
  'change-rejected': (notice, formats) => ({
    title: `${notice.connectionName} did not ${actOf(notice.facts['command'], notice, formats)}`, text: `${rejectionReason(notice.facts)} ${backOf(notice.facts['command'])}`.trim(),
  }),
  'limit-changed-elsewhere': limitWords,
  'request-approved-by-rule': approvedWords,
  'session-ended': ({ connectionName, facts }) => ({ title: `${connectionName} ended your session`, text: `${ENDED_WORDS.get(facts['because']) ?? ''} Everything stays readable. Sign in again to go on.`.trim() }),
  'card-data-left-out': cardDataWords,
  'full-refresh': ({ connectionName, facts }) => ({
    title: `Everything of ${connectionName} was read anew`, text: `It could no longer say what had changed since the last time. ${removedText(facts['removed'])}What you made here was kept.`,
  }),
}

export function noticeWords(notice: Notice & Pick<SyncNotice, 'kind'>, formats: CommandFormats): NoticeWords {
  return WRITERS[notice.kind](notice, formats)
}

const AS_ASKED = 'You had asked for something else, and it was so. What the issuer says counts.'

function limitWords({ connectionName, card, person, facts }: Notice, formats: CommandFormats): NoticeWords {
  const who = card?.name ?? person?.name ?? 'a card or person that is gone'
  const amount = amountWords(facts, formats)
  if (facts['what'] === 'controls') return { title: `${connectionName} shows other controls for ${who}`, text: `They were changed there. ${AS_ASKED}` }
  if (facts['what'] === 'removed') return { title: amount === null ? `What ${who} may spend is no longer as you set it` : `The limit of ${amount} for ${who} is gone`, text: `It was removed at ${connectionName}. What the issuer says counts.` }
  return { title: `${connectionName} shows another limit for ${who}`, text: `${amount === null ? 'It was changed there.' : `It is ${amount} now.`} ${AS_ASKED}` }
}

function approvedWords({ person, facts }: Notice, formats: CommandFormats): NoticeWords {
  const who = person?.name ?? textOf(facts['person']) ?? 'somebody'
  const amount = amountWords(facts, formats)
  return { title: amount === null ? `A rule of yours approved the request of ${who}` : `A rule of yours approved ${amount} for ${who}${untilWords(facts['until'], formats)}`, text: 'Its approval goes to the issuer like one of your own.' }
}

function cardDataWords({ connectionName, facts }: Notice): NoticeWords {
  const found = [countWords(facts['numbers'], 'a card number', 'card numbers'), countWords(facts['codes'], 'a security code', 'security codes')].filter((words) => words !== null)
  const fields = (textOf(facts['fields']) ?? '').split(' ').filter(Boolean)
  return {
    title: `${connectionName} sent what looks like ${found.length === 0 ? 'card data' : found.join(' and ')}`,
    text: `Cardkeep left that out; nothing of it is stored here.${fields.length === 0 ? '' : ` It was in ${fields.map((field) => `“${field}”`).join(', ')}.`} Tell the issuer, or whoever wrote one into a name or a note there.`,
  }
}

function countWords(count: Facts[string] | undefined, one: string, many: string): string | null {
  return typeof count !== 'number' || count === 0 ? null : count === 1 ? one : `${count.toLocaleString()} ${many}`
}

const textOf = (value: Facts[string] | undefined): string | null => (typeof value === 'string' ? value : null)

function removedText(removed: Facts[string] | undefined): string {
  return typeof removed === 'number' && removed > 0 ? `${plural(removed, 'thing', 'things')} that it no longer has ${removed === 1 ? 'is' : 'are'} gone here too. ` : ''
}

function statusWord(value: Facts[string] | undefined): string {
  return STATUS_WORDS.get(value) ?? 'something else'
}

/** Why it said no, where it says anything. */
function rejectionReason(facts: Facts): string {
  const refusal = refusalText({ code: facts['code'], reason: facts['reason'], field: facts['field'] })
  if (refusal !== null) return refusal
  const code = String(facts['code'] ?? '')
  return hasErrorText(code) ? `${keptErrorText({ code, details: facts }).title}.` : ''
}
