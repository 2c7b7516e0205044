/** Rules for a password that stands beside a one-time code (NIST SP 800-63B-4): eight characters, no composition rules. */
export const LEAST_LENGTH = 8

const STRENGTH = ['Very easy to guess.', 'Easy to guess.', 'Could be stronger.', 'Good.', 'Strong.'] as const

/** `score` is 0 to 4, null while it is not known. */
export function passwordHint(length: number, score: number | null): string {
  if (length === 0) return 'At least 8 characters; longer is better than complicated. Spaces and pasting are fine.'
  if (length < LEAST_LENGTH) return `${length} of at least ${LEAST_LENGTH} characters.`
  if (score === null) return ''
  const words = STRENGTH[score] ?? ''
  return score < 3 ? `${words} A few unrelated words are better.` : words
}

export function problemOfNewPassword(password: string): string | null {
  if (password === '') return 'Choose a password.'
  return [...password].length < LEAST_LENGTH ? `Make it at least ${LEAST_LENGTH} characters long.` : null
}

const USER_ID = /^[A-Za-z0-9._-]+$/

export function problemOfUserId(userId: string): string | null {
  const text = userId.trim()
  if (text === '') return 'Choose a user ID.'
  if (text.length < 5 || text.length > 40) return 'Between 5 and 40 characters.'
  return USER_ID.test(text) ? null : 'Letters, digits, dots, dashes and underscores.'
}
