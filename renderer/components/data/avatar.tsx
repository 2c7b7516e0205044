import classes from './avatar.module.css'

const TONES = 6

/** First letters of the first and last word: "Dana Reyes" → "DR", "Okafor" → "O". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const letter = (word: string | undefined) => /\p{L}/u.exec(word ?? '')?.[0]?.toLocaleUpperCase() ?? ''
  return letter(words[0]) + (words.length > 1 ? letter(words.at(-1)) : '')
}

/** The same person keeps the same quiet colour. */
export function toneOf(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973
  return sum % TONES
}

export interface AvatarProps {
  /** null: nobody; drawn as a dashed circle. */
  readonly name: string | null
  readonly size?: 'sm' | 'md' | 'lg'
}

export function Avatar({ name, size = 'md' }: AvatarProps) {
  if (name === null) return <span className={classes.avatar} data-size={size} data-nobody aria-hidden />
  return (
    <span className={classes.avatar} data-size={size} data-tone={toneOf(name)} aria-hidden>
      {initialsOf(name)}
    </span>
  )
}
