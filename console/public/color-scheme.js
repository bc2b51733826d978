// Before the first paint, so that a dark screen does not flash white. A file of its own: the Content-Security-Policy
// allows no script inside the page.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : dark;
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
