/** What the issuer says against what was shown, in words. */
import type { SyncNotice } from '#shared/rpc/contract/sync.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { hasErrorText } from '#renderer/lib/error-text.ts'
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { refusalText } from './refusal-words.ts'

export interface NoticeWords {
  readonly title: string
  readonly text: string
}

type Facts = SyncNotice['facts']

const STATUS_WORDS = words({ active: 'active', frozen: 'frozen', closed: 'closed', inactive: 'not active yet', unknown: 'in a state that Cardkeep does not know' })
const CHANGE_WORDS = words({ 'cards.freeze': 'freeze', 'cards.unfreeze': 'unfreeze' })
const ENDED_WORDS = words({
  reused: 'Its key was used twice, which can mean that somebody copied it.',
  expired: 'It had lasted as long as the issuer lets one last.',
})

/** A Map, because what is looked up comes from elsewhere: an object would also answer to “constructor”. */
function words(table: Readonly<Record<string, string>>): ReadonlyMap<unknown, string> {
  return new Map(Object.entries(table))
}

export function noticeWords({ kind, connectionName, card, facts }: Pick<SyncNotice, 'kind' | 'connectionName' | 'card' | 'facts'>): NoticeWords {
  const name = card?.name ?? 'A card'
  switch (kind) {
    case 'card-status-overruled':
      return { title: `${connectionName} shows ${name} as ${statusWord(facts['to'])}`, text: `It was ${statusWord(facts['from'])}, as you had asked. What the issuer says counts.` }
    case 'change-rejected':
      return { title: `${connectionName} did not ${changeWord(facts)} ${name}`, text: `${rejectionReason(facts)} It shows again what the issuer says.`.trim() }
    case 'session-ended':
      return { title: `${connectionName} ended your session`, text: `${ENDED_WORDS.get(facts['because']) ?? ''} Everything stays readable. Sign in again to go on.`.trim() }
    case 'full-refresh':
      return { title: `Everything of ${connectionName} was read anew`, text: `It could no longer say what had changed since the last time. ${removedText(facts['removed'])}What you made here was kept.` }
  }
}

function removedText(removed: Facts[string] | undefined): string {
  return typeof removed === 'number' && removed > 0 ? `${plural(removed, 'thing', 'things')} that it no longer has ${removed === 1 ? 'is' : 'are'} gone here too. ` : ''
}

function statusWord(value: Facts[string] | undefined): string {
  return STATUS_WORDS.get(value) ?? 'something else'
}

function changeWord(facts: Facts): string {
  return CHANGE_WORDS.get(facts['command']) ?? 'change'
}

/** Why it said no, where it says anything. */
function rejectionReason(facts: Facts): string {
  const refusal = refusalText({ code: facts['code'], reason: facts['reason'] })
  if (refusal !== null) return refusal
  const code = String(facts['code'] ?? '')
  return hasErrorText(code) ? `${keptErrorText({ code, details: facts }).title}.` : ''
}
