import { createTheme, type MantineColorsTuple } from '@mantine/core'
import classes from './overrides.module.css'
import { resolveVariantColors } from './variant-colors.ts'

const teal: MantineColorsTuple = ['#EFFAF8', '#D5F1EC', '#A9E0D8', '#74CCC0', '#46B3A6', '#26978B', '#14857B', '#0F766E', '#0B5E58', '#084843']
const warm: MantineColorsTuple = ['#F8F7F4', '#F1EFEA', '#E6E3DC', '#D6D2C9', '#B8B3A9', '#8E897F', '#6E6960', '#5C5850', '#3A3732', '#1F1D1A']
/** Mantine reads 0 as text and 7 as ground in the dark scheme. */
const dark: MantineColorsTuple = ['#ECEAE5', '#B3AEA4', '#989388', '#78736A', '#4A463F', '#34312D', '#292724', '#1D1C1A', '#161513', '#0F0E0D']

const fontFamily = "'Inter Variable', system-ui, sans-serif"

/**
 * The Mantine theme. Colours that mean something are tokens (tokens.ts); this sets scale, type and each component's
 * habits. `lockScroll: false` everywhere: the body never scrolls, and the lock would inject a style tag without the nonce.
 */
export const theme = createTheme({
  colors: { teal, gray: warm, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: resolveVariantColors,
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px', lineHeight: '28px' }, h2: { fontSize: '16px', lineHeight: '24px' }, h3: { fontSize: '14px', lineHeight: '20px' } },
  },
  shadows: { xs: 'none', sm: 'none', md: 'var(--ck-shadow)', lg: 'var(--ck-shadow)', xl: 'var(--ck-shadow)' },
  respectReducedMotion: true,
  cursorType: 'default',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' }, classNames: { root: classes.button } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 }, classNames: { root: classes.action } },
    InputWrapper: { classNames: { label: classes.label, description: classes.description, error: classes.inputError } },
    Input: { classNames: { wrapper: classes.inputFrame } },
    PasswordInput: { classNames: { visibilityToggle: classes.visibility } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 100 }, offset: 6 }, classNames: { tooltip: classes.tooltip } },
    Modal: {
      defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120, transition: 'fade' }, shadow: 'md', closeButtonProps: { 'aria-label': 'Close' } },
      classNames: { title: classes.modalTitle, content: classes.modalContent, header: classes.modalContent, overlay: classes.overlay },
    },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 100, transition: 'fade' } }, classNames: { dropdown: classes.dropdown } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100, transition: 'fade' } }, classNames: { dropdown: classes.dropdown } },
    Combobox: { defaultProps: { shadow: 'md', transitionProps: { duration: 100, transition: 'fade' } }, classNames: { dropdown: classes.dropdown, option: classes.option } },
    Select: { defaultProps: { checkIconPosition: 'right', allowDeselect: false }, classNames: { dropdown: classes.dropdown, option: classes.option } },
    SegmentedControl: { defaultProps: { size: 'sm', transitionDuration: 120 }, classNames: { root: classes.segments, indicator: classes.segment } },
    Switch: { defaultProps: { size: 'sm' }, classNames: { description: classes.description } },
    Checkbox: { defaultProps: { iconColor: 'var(--ck-on-accent)' }, classNames: { description: classes.description } },
    Radio: { defaultProps: { iconColor: 'var(--ck-on-accent)' } },
    Kbd: { classNames: { root: classes.kbd } },
    Notification: { classNames: { root: classes.notification }, defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
  },
})
