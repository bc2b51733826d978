import { type CSSVariablesResolver, createTheme, Input, Modal, Tooltip } from '@mantine/core';

/** Mantine in the console's measures. Its colours are those of tokens.css, by `cssVariables`. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 7 },
  colors: {
    accent: [
      '#e2f1f4',
      '#c9e4ea',
      '#a0d0da',
      '#6ccadb',
      '#3d9fb1',
      '#1f8596',
      '#0f6b7a',
      '#147585',
      '#0c5e6c',
      '#0a4a55',
    ],
    // Borders of fields are the fourth of these; Mantine's own are too faint to be seen as such.
    gray: [
      '#f6f7f9',
      '#eef0f3',
      '#e9edf2',
      '#dfe3e8',
      '#868f9b',
      '#868f9b',
      '#535b67',
      '#434a54',
      '#2c333d',
      '#15181d',
    ],
    dark: [
      '#e8ebef',
      '#a3acb8',
      '#a3acb8',
      '#868f9b',
      '#6c7684',
      '#242a33',
      '#1b1f26',
      '#14171c',
      '#0f1115',
      '#0b0d10',
    ],
    red: [
      '#fdeae8',
      '#f9d0cc',
      '#f2a9a3',
      '#ff9b91',
      '#dd5a50',
      '#c8372d',
      '#b3261e',
      '#bf3a30',
      '#8f1e18',
      '#6e1712',
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.334', sm: '1.539', md: '1.429', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.429' },
    },
  },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { sm: '0.25rem', md: '0.375rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    InputWrapper: Input.Wrapper.extend({
      styles: { description: { fontSize: '0.75rem' }, error: { fontSize: '0.75rem' } },
    }),
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    Modal: Modal.extend({
      defaultProps: {
        radius: 'md',
        size: 480,
        centered: true,
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        styles: { title: { fontWeight: 600, fontSize: '1rem' } },
        // The head of a dialog is no banner of the page.
        attributes: { header: { role: 'none' } },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } },
    }),
  },
});

/** Mantine's own variables, set to the tokens: its defaults for dimmed, placeholder and error text are too faint. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: variables,
});

// Given for each scheme, as Mantine's own are: those of a scheme win over those of both.
const variables = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--link)',
  '--mantine-color-error': 'var(--danger-text)',
  '--mantine-color-default': 'var(--raise)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--field)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-red-filled': 'var(--danger)',
  '--mantine-color-red-filled-hover': 'var(--danger-hover)',
  '--mantine-color-red-text': 'var(--danger-text)',
  '--mantine-color-red-light-color': 'var(--danger-text)',
  '--mantine-color-accent-text': 'var(--link)',
};
