/** Rules that approve by themselves: as sentences, and as they are typed. */
import type { Money } from '#shared/domain/money.ts'
import { plural } from '#renderer/lib/formats.ts'
import type { ApprovalRule } from '#shared/rpc/contract/requests.contract.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { InputOf } from '#shared/rpc/define.ts'

export type RuleInput = InputOf<Contract['requests']['saveRule']>

const MOST_NAMES = 3

/** "Dana Reyes, Sam Lee and 3 others", "Everybody", "Nobody any more". */
export function whoText(people: ApprovalRule['people']): string {
  if (people === null) return 'Everybody'
  if (people.length === 0) return 'Nobody any more'
  const names = people.map(({ name }) => name)
  const shown = names.length <= MOST_NAMES ? names : [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} others`]
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** "Everybody may have a limit of up to $3,000 without waiting for you, for at most 14 days, twice a month each." */
export function ruleSentence({ people, upTo, mostDays, perMonth }: Pick<ApprovalRule, 'people' | 'upTo' | 'mostDays' | 'perMonth'>, money: (money: Money) => string): string {
  const long = mostDays === null ? 'however long' : `for at most ${plural(mostDays, 'day', 'days')}`
  const often = perMonth === 1 ? 'once' : perMonth === 2 ? 'twice' : `${perMonth} times`
  return `${whoText(people)} may have a limit of up to ${money(upTo)} without waiting for you, ${long}, ${often} a month${people?.length === 1 ? '' : ' each'}.`
}

export function ruleInput(rule: ApprovalRule): RuleInput {
  return { ruleId: rule.id, cardholderIds: rule.people === null ? null : rule.people.map(({ id }) => id), upTo: rule.upTo, mostDays: rule.mostDays, perMonth: rule.perMonth, isOn: rule.isOn }
}

export interface RuleDraft {
  readonly ruleId: number | null
  readonly isEverybody: boolean
  readonly personIds: readonly number[]
  readonly currency: string
  readonly minor: number | null
  readonly isAnyLength: boolean
  /** As typed. */
  readonly mostDays: string
  readonly perMonth: string
  readonly isOn: boolean
}

export interface RuleProblems {
  readonly people?: string
  readonly amount?: string
  readonly mostDays?: string
  readonly perMonth?: string
}

export function newRule(currency: string): RuleDraft {
  return { ruleId: null, isEverybody: true, personIds: [], currency, minor: null, isAnyLength: false, mostDays: '14', perMonth: '2', isOn: true }
}

export function ruleDraft(rule: ApprovalRule): RuleDraft {
  return {
    ruleId: rule.id, isEverybody: rule.people === null, personIds: (rule.people ?? []).map(({ id }) => id), currency: rule.upTo.currency, minor: rule.upTo.minor,
    isAnyLength: rule.mostDays === null, mostDays: rule.mostDays === null ? '14' : String(rule.mostDays), perMonth: String(rule.perMonth), isOn: rule.isOn,
  }
}

function whole(text: string, most: number): number | null {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : 0
  return value >= 1 && value <= most ? value : null
}

/** The ends of the ranges are those of `saveRule`. */
export function ruleProblems(draft: RuleDraft): RuleProblems {
  return {
    ...(!draft.isEverybody && draft.personIds.length === 0 ? { people: 'Choose at least one person, or everybody.' } : {}),
    ...(draft.minor === null ? { amount: 'Say up to how much.' } : {}),
    ...(!draft.isAnyLength && whole(draft.mostDays, 366) === null ? { mostDays: 'A number of days from 1 to 366.' } : {}),
    ...(whole(draft.perMonth, 100) === null ? { perMonth: 'A number from 1 to 100.' } : {}),
  }
}

/** null where it has problems. */
export function draftInput(draft: RuleDraft): RuleInput | null {
  const perMonth = whole(draft.perMonth, 100)
  const mostDays = draft.isAnyLength ? null : whole(draft.mostDays, 366)
  if (Object.keys(ruleProblems(draft)).length > 0 || draft.minor === null || perMonth === null) return null
  return { ruleId: draft.ruleId, cardholderIds: draft.isEverybody ? null : [...draft.personIds], upTo: { minor: draft.minor, currency: draft.currency }, mostDays, perMonth, isOn: draft.isOn }
}
