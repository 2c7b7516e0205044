import { describe, expect, it } from 'vitest'
import { DARK, LIGHT, type SchemeTokens } from '#renderer/theme/tokens.ts'

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const GROUNDS = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'] as const
const TEXTS = ['text', 'text-muted', 'text-faint', 'accent', 'danger', 'attention', 'good'] as const
const OWN_GROUNDS = [['danger', 'danger-ground'], ['attention', 'attention-ground'], ['good', 'good-ground'], ['text', 'danger-ground'], ['on-accent', 'accent-fill'], ['on-accent', 'accent-hover'], ['on-danger', 'danger']] as const

describe.each([['light', LIGHT], ['dark', DARK]] as const satisfies readonly (readonly [string, SchemeTokens])[])('colours of the %s scheme', (_name, tokens) => {
  it.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))('%s reads on %s (4.5 : 1)', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(OWN_GROUNDS)('%s reads on %s (4.5 : 1)', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['canvas', 'surface', 'raised'] as const)('control borders and chart hues show on %s (3 : 1)', (ground) => {
    for (const colour of [tokens['line-strong'], tokens['chart-rest'], ...tokens.chart]) expect(contrast(colour, tokens[ground])).toBeGreaterThanOrEqual(3)
  })
})
