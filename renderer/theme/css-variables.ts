import type { CSSVariablesResolver } from '@mantine/core'
import { DARK, LIGHT, type SchemeTokens } from './tokens.ts'

/** The tokens as `--ck-…`, and Mantine's own semantic variables pointed at them, so that both speak one palette. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--ck-radius': '8px',
    '--ck-rail': '232px',
    '--ck-rail-folded': '60px',
    '--ck-drawer': '480px',
    '--ck-ease': 'cubic-bezier(0.2, 0, 0, 1)',
  },
  light: schemeVariables(LIGHT),
  dark: schemeVariables(DARK),
})

function schemeVariables(tokens: SchemeTokens): Record<string, string> {
  const { chart, ...flat } = tokens
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(flat)) variables[`--ck-${name}`] = value
  for (const [index, value] of chart.entries()) variables[`--ck-chart-${index + 1}`] = value
  return {
    ...variables,
    '--mantine-color-body': tokens.surface,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens['text-muted'],
    '--mantine-color-placeholder': tokens['text-faint'],
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-default': tokens.surface,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-default-border': tokens['line-strong'],
    '--mantine-color-error': tokens.danger,
    '--mantine-primary-color-filled': tokens['accent-fill'],
    '--mantine-primary-color-contrast': tokens['on-accent'],
    '--mantine-primary-color-light': tokens.selected,
    '--mantine-primary-color-light-color': tokens.accent,
    '--chart-grid-color': tokens.line,
    '--chart-text-color': tokens['text-muted'],
    '--chart-cursor-fill': tokens.hover,
  }
}
