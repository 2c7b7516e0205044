import { defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core'

const ACCENT = {
  filled: { background: 'var(--ck-accent-fill)', hover: 'var(--ck-accent-hover)', color: 'var(--ck-on-accent)' },
  light: { background: 'var(--ck-selected)', hover: 'var(--ck-selected)', color: 'var(--ck-accent)' },
  subtle: { background: 'transparent', hover: 'var(--ck-selected)', color: 'var(--ck-accent)' },
} as const

const DANGER = {
  filled: { background: 'var(--ck-danger)', hover: 'var(--ck-danger)', color: 'var(--ck-on-danger)' },
  light: { background: 'var(--ck-danger-ground)', hover: 'var(--ck-danger-ground)', color: 'var(--ck-danger)' },
  subtle: { background: 'transparent', hover: 'var(--ck-danger-ground)', color: 'var(--ck-danger)' },
} as const

const NEUTRAL = {
  subtle: { background: 'transparent', hover: 'var(--ck-hover)', color: 'var(--ck-text)' },
  light: { background: 'var(--ck-sunken)', hover: 'var(--ck-sunken)', color: 'var(--ck-text)' },
} as const

const OWN: Readonly<Record<string, Readonly<Record<string, { readonly background: string; readonly hover: string; readonly color: string }>>>> = { teal: ACCENT, red: DANGER, gray: NEUTRAL }

/** Buttons and their kin in the tokens' colours: Mantine decides a text's contrast for the light scheme only. */
export const resolveVariantColors: VariantColorsResolver = (input) => {
  const own = OWN[input.color ?? input.theme.primaryColor]?.[input.variant]
  const fallback = defaultVariantColorsResolver(input)
  return own ? { ...fallback, ...own } : fallback
}
