/**
 * Every colour of the app, once for each scheme. CSS reads them as `--ck-<name>` (see css-variables.ts);
 * charts read `chartColors`. tests/unit/renderer/tokens.test.ts holds them to WCAG contrast.
 */

export interface SchemeTokens {
  /** Rail and window ground. */
  readonly canvas: string
  /** What content lies on. */
  readonly surface: string
  /** Wells, table heads, hovered rows. */
  readonly sunken: string
  /** Menus, drawers, dialogs. */
  readonly raised: string
  readonly text: string
  readonly 'text-muted': string
  readonly 'text-faint': string
  /** Hairline between things. */
  readonly line: string
  /** Border of a control; 3 : 1 against what it lies on. */
  readonly 'line-strong': string
  readonly hover: string
  readonly selected: string
  readonly accent: string
  readonly 'accent-fill': string
  readonly 'on-accent': string
  readonly 'accent-hover': string
  readonly danger: string
  readonly 'on-danger': string
  readonly 'danger-ground': string
  readonly attention: string
  readonly 'attention-ground': string
  readonly good: string
  readonly 'good-ground': string
  readonly shadow: string
  readonly scrim: string
  /** Five hues, then the grey for "the rest" and "before". */
  readonly chart: readonly [string, string, string, string, string]
  readonly 'chart-rest': string
}

export const LIGHT: SchemeTokens = {
  canvas: '#F8F7F4',
  surface: '#FFFFFF',
  sunken: '#F1EFEA',
  raised: '#FFFFFF',
  text: '#1F1D1A',
  'text-muted': '#5C5850',
  'text-faint': '#6E6960',
  line: '#E6E3DC',
  'line-strong': '#8E897F',
  hover: '#F5F4F0',
  selected: '#E4F1EE',
  accent: '#0F766E',
  'accent-fill': '#0F766E',
  'on-accent': '#FFFFFF',
  'accent-hover': '#0B5E58',
  danger: '#B42318',
  'on-danger': '#FFFFFF',
  'danger-ground': '#FCEEEC',
  attention: '#8A5300',
  'attention-ground': '#FBF1DD',
  good: '#2F6B2F',
  'good-ground': '#E9F3E6',
  shadow: '0 1px 2px rgb(31 29 26 / 6%), 0 8px 28px rgb(31 29 26 / 12%)',
  scrim: 'rgb(31 29 26 / 32%)',
  chart: ['#0F766E', '#B9770E', '#4767B5', '#A5476B', '#66791D'],
  'chart-rest': '#8E897F',
}

export const DARK: SchemeTokens = {
  canvas: '#161513',
  surface: '#1D1C1A',
  sunken: '#292724',
  raised: '#242220',
  text: '#ECEAE5',
  'text-muted': '#B3AEA4',
  'text-faint': '#A09B90',
  line: '#34312D',
  'line-strong': '#78736A',
  hover: '#242320',
  selected: '#1B3431',
  accent: '#5CC4B6',
  'accent-fill': '#46B3A6',
  'on-accent': '#0B1F1C',
  'accent-hover': '#5CC4B6',
  danger: '#F28B82',
  'on-danger': '#2B0F0C',
  'danger-ground': '#3A211F',
  attention: '#E0B15A',
  'attention-ground': '#352A17',
  good: '#8CC98A',
  'good-ground': '#20301F',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 10px 32px rgb(0 0 0 / 48%)',
  scrim: 'rgb(0 0 0 / 52%)',
  chart: ['#2FA598', '#D49B38', '#7F9BDD', '#D27F9F', '#A3B457'],
  'chart-rest': '#7F7A70',
}

/** CSS values, so that a chart follows the scheme without knowing it. */
export const chartColors = ['var(--ck-chart-1)', 'var(--ck-chart-2)', 'var(--ck-chart-3)', 'var(--ck-chart-4)', 'var(--ck-chart-5)'] as const
export const chartRest = 'var(--ck-chart-rest)'
