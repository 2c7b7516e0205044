/** What a limit says, a control forbids and a charge is: the words of the limit engine. Amounts are minor units of one currency. */

export type SpendInterval = 'per-charge' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'billing-cycle' | 'total'
export type SpendWindow = 'calendar' | 'billing-cycle' | 'rolling'

/** From when to when a limit counts. */
export interface WindowTerms {
  readonly interval: SpendInterval
  readonly window: SpendWindow
  /** IANA name: where a calendar day begins. */
  readonly timeZone: string
  /** 0 Sunday … 6 Saturday. */
  readonly weekStartsOn: number
}

export interface LimitTerms extends WindowTerms {
  /** What may be spent, a magnitude. */
  readonly minor: number
  readonly currency: string
  readonly countsRefunds: boolean
  readonly countsPending: boolean
  /** Counts and stops only these; null: every charge. */
  readonly categories: readonly string[] | null
  readonly mode: 'decline' | 'warn'
}

/** In force instead of the limit's own amount until it ends. */
export interface Raise {
  readonly minor: number
  readonly until: number
}

/** What went through. */
export interface Movement {
  readonly at: number
  /** Signed: a charge is negative, a refund positive. */
  readonly minor: number
  readonly currency: string
  readonly kind: 'charge' | 'cash' | 'refund'
  readonly isPending: boolean
  readonly category: string
}

export type Channel = 'online' | 'in-person' | 'cash'

/** What a merchant asks for. */
export interface Attempt {
  readonly at: number
  /** A magnitude. */
  readonly minor: number
  readonly currency: string
  readonly category: string
  readonly mcc: string | null
  /** null: not on record. What is not known is not held against it. */
  readonly country: string | null
  readonly channel: Channel | null
  readonly merchant: string
}

export interface ControlTerms {
  readonly allowedCategories: readonly string[] | null
  readonly blockedCategories: readonly string[]
  readonly blockedMccs: readonly string[]
  readonly allowedCountries: readonly string[] | null
  readonly blockedCountries: readonly string[]
  readonly online: boolean
  readonly inPerson: boolean
  readonly cashMachines: boolean
  readonly merchantLock: string | null
  /** Calendar dates where the issuer books, both included. */
  readonly validFrom: string | null
  readonly validUntil: string | null
}

export type ControlReason = 'category' | 'country' | 'online' | 'in-person' | 'cash' | 'merchant' | 'validity'
/** Why a charge does not go through. */
export type Because = 'limit' | ControlReason
