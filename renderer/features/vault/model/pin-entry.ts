/** A PIN as it is typed: digits, and no more than the engine takes. */
export const PIN_MIN = 6
export const PIN_MAX = 12

export function pinIn(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, PIN_MAX)
}

export interface PinDraft {
  readonly pin: string
  readonly again: string
}

/** What keeps it from being set, per field. Whether it is too easy is the engine's to say. */
export function pinProblems({ pin, again }: PinDraft): { readonly pin?: string; readonly again?: string } {
  return {
    ...(pin.length < PIN_MIN ? { pin: `It needs at least ${PIN_MIN} digits.` } : {}),
    ...(again === pin ? {} : { again: 'The two are not the same.' }),
  }
}
