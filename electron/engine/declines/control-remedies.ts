/** What has to change in a set of controls so that a charge is let through. Pure. */
import type { Remedy } from '#shared/rpc/contract/declines.contract.ts'
import type { ControlRules } from '#shared/rpc/contract/limits.contract.ts'

export interface Refused {
  /** Key of the category that its code counts under. */
  readonly category: string
  readonly mcc: string
  readonly country: string
  readonly channel: string
  readonly merchant: string
  /** The company's day of today, YYYY-MM-DD: what is allowed now. */
  readonly today: string
}

/** For how long `extend-validity` opens a card whose time is over. */
export const EXTENDED_DAYS = 30

interface Way {
  readonly blocks: (rules: ControlRules, charge: Refused) => boolean
  readonly open: (rules: ControlRules, charge: Refused, until: string) => ControlRules
}

const without = (list: readonly string[], item: string): string[] => list.filter((one) => one !== item)

const WAYS: Readonly<Partial<Record<Remedy, Way>>> = {
  'extend-validity': {
    blocks: ({ validFrom, validUntil }, { today }) => (validFrom !== null && today < validFrom) || (validUntil !== null && today > validUntil),
    open: (rules, { today }, until) => ({
      ...rules,
      validFrom: rules.validFrom !== null && today < rules.validFrom ? today : rules.validFrom,
      validUntil: rules.validUntil !== null && today > rules.validUntil ? until : rules.validUntil,
    }),
  },
  'allow-cash': { blocks: ({ cashMachines }, { channel }) => channel === 'cash-machine' && !cashMachines, open: (rules) => ({ ...rules, cashMachines: true }) },
  'allow-online': { blocks: ({ online }, { channel }) => channel === 'online' && !online, open: (rules) => ({ ...rules, online: true }) },
  'allow-in-person': { blocks: ({ inPerson }, { channel }) => channel !== 'online' && channel !== 'cash-machine' && !inPerson, open: (rules) => ({ ...rules, inPerson: true }) },
  'allow-category': {
    blocks: (rules, { category, mcc }) => (rules.allowedCategories !== null && !rules.allowedCategories.includes(category)) || rules.blockedCategories.includes(category) || rules.blockedMccs.includes(mcc),
    open: (rules, { category, mcc }) => ({
      ...rules,
      allowedCategories: rules.allowedCategories === null || rules.allowedCategories.includes(category) ? rules.allowedCategories : [...rules.allowedCategories, category],
      blockedCategories: without(rules.blockedCategories, category),
      blockedMccs: without(rules.blockedMccs, mcc),
    }),
  },
  'allow-country': {
    blocks: ({ allowedCountries, blockedCountries }, { country }) => (allowedCountries !== null && !allowedCountries.includes(country)) || blockedCountries.includes(country),
    open: (rules, { country }) => ({
      ...rules,
      allowedCountries: rules.allowedCountries === null || rules.allowedCountries.includes(country) ? rules.allowedCountries : [...rules.allowedCountries, country],
      blockedCountries: without(rules.blockedCountries, country),
    }),
  },
  'drop-merchant-lock': { blocks: ({ merchantLock }, { merchant }) => merchantLock !== null && !merchant.toLowerCase().includes(merchantLock.toLowerCase()), open: (rules) => ({ ...rules, merchantLock: null }) },
}

/** What stands in the way of this charge in a set of controls as it is now, in the order in which an issuer looks. */
export function blockedBy(rules: ControlRules, charge: Refused): readonly Remedy[] {
  return (Object.entries(WAYS) as [Remedy, Way][]).filter(([, way]) => way.blocks(rules, charge)).map(([remedy]) => remedy)
}

/** The set with that one thing opened; undefined where it does not stand in the way. `until`: the last day of an extended validity. */
export function opened(rules: ControlRules, remedy: Remedy, charge: Refused, until: string): ControlRules | undefined {
  const way = WAYS[remedy]
  return way?.blocks(rules, charge) === true ? way.open(rules, charge, until) : undefined
}
