/** A passphrase that is being chosen. */
import type { PassphraseRating } from '#renderer/components/forms/passphrase-field.tsx'

export interface PassphraseDraft {
  readonly passphrase: string
  readonly again: string
  /** null while there is no verdict: then the engine decides when it is sent. */
  readonly rating: PassphraseRating | null
}

export interface PassphraseProblems {
  readonly passphrase?: string
  readonly again?: string
}

/** What keeps it from being sent, per field. */
export function passphraseProblems({ passphrase, again, rating }: PassphraseDraft): PassphraseProblems {
  return {
    ...(passphrase === '' ? { passphrase: 'Type a passphrase.' } : rating && !rating.acceptable ? { passphrase: weakness(rating) } : {}),
    ...(again === passphrase ? {} : { again: 'The two are not the same.' }),
  }
}

function weakness({ problem, minLength }: PassphraseRating): string {
  if (problem === 'too-short') return `Make it at least ${minLength} characters long.`
  if (problem === 'contains-context') return 'Leave the name of the business and of this app out of it.'
  return 'This one is among the first that anybody would try.'
}
