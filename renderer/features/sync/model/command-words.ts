/** Every command in words: what it does, what giving it up means, and what is shown once it came to nothing. */
import type { Formats } from '#renderer/lib/formats.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'

export type CommandFormats = Pick<Formats, 'money' | 'date'>
type Command = OutboxItem['command']
type Facts = Readonly<Record<string, string | number | boolean | null>>

export interface CommandAbout {
  readonly card: OutboxItem['card']
  readonly person: OutboxItem['person']
  readonly facts: Facts
}

interface Subject {
  /** Names, or that they are gone. */
  readonly card: string
  readonly person: string
  /** Whose limit it is. */
  readonly who: string
  readonly facts: Facts
  /** "$2,000.00 a month"; null where the command has no amount. */
  readonly amount: string | null
  readonly formats: CommandFormats
}

interface CommandWords {
  /** "freeze Visa ·· 4242": after "did not", and as a title. */
  readonly act: (subject: Subject) => string
  /** Where what is asked of the issuer has another name than what is done here. */
  readonly title?: (subject: Subject) => string
  /** "this freeze": after "Give up". */
  readonly noun: string
  /** "Do not freeze": the button that gives it up. */
  readonly not: string
  /** What is shown once it was refused. */
  readonly back: string
  /** How it is without it, before it is given up; left out: what is shown again says it. */
  readonly without?: (name: string) => string
}

const CARD = 'The card shows again what the issuer says.'
const PERSON = 'This person shows again what the issuer says.'
const LIMIT = 'The limit shows again what the issuer says.'
const CONTROLS = 'The controls show again what the issuer says.'
const REQUEST = 'The request shows again what the issuer says.'
const DRAFT_AGAIN = 'The dispute is a draft again.'
const STAYS_DRAFT = 'The dispute stays a draft here, and its last day runs on.'

const WORDS: Readonly<Record<Command, CommandWords>> = {
  'cards.freeze': { act: ({ card }) => `freeze ${card}`, noun: 'this freeze', not: 'Do not freeze', back: CARD, without: () => 'It can be used as long as the issuer has it active.' },
  'cards.unfreeze': { act: ({ card }) => `unfreeze ${card}`, noun: 'this unfreeze', not: 'Do not unfreeze', back: CARD, without: () => 'It stays frozen as long as the issuer has it frozen.' },
  'cards.activate': { act: ({ card }) => `activate ${card}`, noun: 'this activation', not: 'Do not activate', back: CARD, without: () => 'It cannot be used until it is activated.' },
  'cards.report': {
    act: ({ card, facts }) => `report ${card}${facts['reason'] === 'stolen' ? ' stolen' : facts['reason'] === 'lost' ? ' lost' : ''}`, noun: 'this report', not: 'Do not report', back: CARD,
    without: () => 'It is not closed: whoever has it can use it as long as the issuer has it active.',
  },
  'cards.replace': { act: ({ card }) => `replace ${card}`, noun: 'this replacement', not: 'Do not replace', back: CARD, without: () => 'It keeps its number.' },
  'cards.cancel': { act: ({ card }) => `cancel ${card}`, noun: 'this cancellation', not: 'Keep the card', back: CARD, without: () => 'It can be used as long as the issuer has it active.' },
  'cards.changeProduct': { act: ({ card, facts }) => (typeof facts['product'] === 'string' ? `change ${card} to ${facts['product']}` : `change the product of ${card}`), noun: 'this change of product', not: 'Keep the product', back: CARD },
  'cards.cancelProductChange': { act: ({ card }) => `keep the product of ${card}`, noun: 'keeping the product', not: 'Let it change', back: CARD },
  'cards.order': { act: orderAct, noun: 'this order', not: 'Do not order', back: 'No card was made.', without: () => 'No card is made.' },
  'cardholders.invite': { act: ({ person, facts }) => `invite ${typeof facts['name'] === 'string' ? facts['name'] : person}`, noun: 'this invitation', not: 'Do not invite', back: 'Nobody was invited.', without: () => 'Nobody is invited.' },
  'cardholders.update': { act: ({ person }) => `change the details of ${person}`, noun: 'these details', not: 'Leave the details', back: PERSON },
  'cardholders.deactivate': { act: ({ person }) => `deactivate ${person}`, noun: 'this deactivation', not: 'Do not deactivate', back: PERSON, without: () => 'Their cards stay as they are.' },
  'cardholders.reactivate': { act: ({ person }) => `reactivate ${person}`, noun: 'this reactivation', not: 'Do not reactivate', back: PERSON },
  'limits.create': { act: ({ amount, who }) => `set a limit${amount === null ? '' : ` of ${amount}`} on ${who}`, noun: 'this limit', not: 'Set no limit', back: 'No limit was set.', without: () => 'No limit is set.' },
  'limits.update': { act: ({ amount, who }) => `change the limit of ${who}${amount === null ? '' : ` to ${amount}`}`, noun: 'this change', not: 'Leave the limit', back: LIMIT },
  'limits.remove': { act: ({ who }) => `remove a limit of ${who}`, noun: 'this removal', not: 'Keep the limit', back: LIMIT },
  'limits.raise': { act: raiseAct, noun: 'this raise', not: 'Do not raise', back: LIMIT },
  'limits.endRaise': { act: ({ who }) => `end the raise of ${who}`, noun: 'ending this raise', not: 'Keep the raise', back: LIMIT },
  'controls.set': { act: ({ who }) => `change the controls of ${who}`, noun: 'these controls', not: 'Leave the controls', back: CONTROLS },
  'limitRequests.approve': { act: ({ amount, person }) => `approve ${amount === null ? 'more' : amount} for ${person}`, noun: 'this approval', not: 'Do not approve', back: REQUEST, without: () => 'The request waits for a decision again.' },
  'limitRequests.decline': { act: ({ person }) => `decline the request of ${person}`, noun: 'this decision', not: 'Do not decline', back: REQUEST, without: () => 'The request waits for a decision again.' },
  'disputes.create': { act: (subject) => `open the dispute${ofText(subject)}`, noun: 'this dispute', not: 'Do not send it', back: DRAFT_AGAIN, without: () => STAYS_DRAFT },
  'disputes.update': { act: (subject) => `change the draft of the dispute${ofText(subject)}`, noun: 'this dispute', not: 'Do not send it', back: DRAFT_AGAIN, without: () => STAYS_DRAFT },
  'disputes.addEvidence': { act: (subject) => `add ${fileText(subject)} to the dispute${ofText(subject)}`, noun: 'this file', not: 'Do not send it', back: 'The file stays here.', without: () => 'The file stays here.' },
  'disputes.removeEvidence': { act: (subject) => `remove ${fileText(subject)} from the dispute${ofText(subject)}`, noun: 'taking it off', not: 'Leave it there', back: 'The file is still with the issuer.' },
  'disputes.submit': { act: (subject) => `accept the dispute${ofText(subject)}`, title: (subject) => `send the dispute${ofText(subject)}`, noun: 'this dispute', not: 'Do not send it', back: DRAFT_AGAIN, without: () => STAYS_DRAFT },
  'disputes.withdraw': { act: (subject) => `withdraw the dispute${ofText(subject)}`, noun: 'the withdrawal', not: 'Do not withdraw', back: 'The dispute goes on.', without: () => 'The dispute goes on.' },
  'disputes.respond': { act: (subject) => `accept your answer in the dispute${ofText(subject)}`, title: (subject) => `answer the merchant in the dispute${ofText(subject)}`, noun: 'this answer', not: 'Do not answer', back: 'The merchant’s answer waits for one again.', without: () => 'The merchant’s answer waits for one again.' },
  'disputes.discard': { act: (subject) => `discard the draft of the dispute${ofText(subject)}`, noun: 'discarding it', not: 'Leave it there', back: 'The issuer still has the draft.', without: () => 'The issuer keeps its draft until its last day.' },
}

/** " of $120.00 at Printworks", as far as it is known. */
function ofText({ amount, facts }: Subject): string {
  return `${amount === null ? '' : ` of ${amount}`}${typeof facts['merchant'] === 'string' ? ` at ${facts['merchant']}` : ''}`
}

const fileText = ({ facts }: Subject): string => (typeof facts['fileName'] === 'string' ? `“${facts['fileName']}”` : 'a file')

function orderAct({ facts, person }: Subject): string {
  const label = typeof facts['label'] === 'string' ? ` “${facts['label']}”` : ''
  return `${facts['form'] === 'virtual' ? `make a virtual card${label}` : `order a card${label}`} for ${person}`
}

function raiseAct({ amount, who, facts, formats }: Subject): string {
  return `raise the limit of ${who}${amount === null ? '' : ` to ${amount}`}${untilWords(facts['until'], formats)}`
}

/** On these others may have been built in the same go. */
const BUILT_UPON: ReadonlySet<string> = new Set<Command>(['cardholders.invite', 'cards.order', 'limits.create', 'disputes.create', 'disputes.update', 'disputes.addEvidence'])

/** The issuer has nothing of it yet that could be shown again. */
const MAKES: ReadonlySet<string> = new Set<Command>(['cards.order', 'cardholders.invite', 'limits.create'])

/** What a command of this version does; a kept one of another version is none of these. */
export function wordsOf(command: unknown): CommandWords | undefined {
  return typeof command === 'string' && Object.hasOwn(WORDS, command) ? WORDS[command as Command] : undefined
}

/** "freeze Visa ·· 4242", "set a limit of $2,000.00 a month on Ana Diaz". */
export function actOf(command: unknown, about: CommandAbout, formats: CommandFormats): string {
  const words = wordsOf(command)
  return words ? words.act(subjectOf(about, formats)) : `change ${about.card?.name ?? about.person?.name ?? 'something'}`
}

/** The same as a title: "send the dispute of $120.00 at Printworks". */
export function titleOf(command: unknown, about: CommandAbout, formats: CommandFormats): string {
  return wordsOf(command)?.title?.(subjectOf(about, formats)) ?? actOf(command, about, formats)
}

/** "This card shows again …": how things stand where it came to nothing. */
export const backOf = (command: unknown): string => wordsOf(command)?.back ?? 'What the issuer says is shown again.'

export interface DiscardWords {
  readonly title: string
  readonly meaning: string
  readonly confirm: string
}

type Discarded = Pick<OutboxItem, 'command' | 'card' | 'person' | 'facts' | 'state' | 'connectionName'>

/** What giving it up means, before it is done. */
export function discardWords(change: Discarded): DiscardWords {
  const { noun, not, without } = WORDS[change.command]
  const sent = change.state === 'queued' ? 'It was not sent and will not be.' : 'It will not be sent again.'
  return { title: `Give up ${noun}`, confirm: not, meaning: [sent, againWords(change), without?.(nameOf(change) ?? '') ?? '', restWords(change)].filter((part) => part !== '').join(' ') }
}

const nameOf = ({ card, person }: Discarded): string | null => card?.name ?? person?.name ?? null

/** How that stands again which was changed, not made. */
function againWords(change: Discarded): string {
  const name = nameOf(change)
  if (name === null || MAKES.has(change.command) || change.command.startsWith('disputes.')) return ''
  return `${name} shows again what ${change.connectionName} last said of it.`
}

function restWords({ command, facts }: Discarded): string {
  return BUILT_UPON.has(command) && facts['onNewCard'] !== true ? 'What was asked for along with it is not sent either.' : ''
}

const INTERVALS: ReadonlyMap<unknown, string> = new Map([
  ['per-charge', 'a charge'], ['day', 'a day'], ['week', 'a week'], ['month', 'a month'], ['quarter', 'a quarter'], ['year', 'a year'], ['billing-cycle', 'a billing cycle'], ['total', 'in all'],
])

/** "$2,000.00 a month"; null where the facts have no amount. */
export function amountWords(facts: Facts, formats: Pick<Formats, 'money'>): string | null {
  const { minor, currency, interval } = facts
  if (typeof minor !== 'number' || typeof currency !== 'string') return null
  const amount = formats.money({ minor, currency })
  const each = INTERVALS.get(interval)
  return each === undefined ? amount : `${amount} ${each}`
}

/** " until 30 Nov, 18:00", or nothing where there is no end. */
export function untilWords(until: unknown, formats: Pick<Formats, 'date'>): string {
  if (typeof until !== 'number') return ''
  const { day, time } = momentOf(until)
  return ` until ${formats.date(day)}, ${time}`
}

function subjectOf({ card, person, facts }: CommandAbout, formats: CommandFormats): Subject {
  const invited = typeof facts['name'] === 'string' ? facts['name'] : null
  const name = person?.name ?? invited
  const people = name ?? 'somebody who is gone'
  const own = card?.name ?? name
  return { card: card?.name ?? 'a card that is gone', person: people, who: facts['onNewCard'] === true ? `the new card of ${people}` : (own ?? 'a card or person that is gone'), facts, amount: amountWords(facts, formats), formats }
}
