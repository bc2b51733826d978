/**
 * What a page of the console may do: run its own scripts and ask its own server, and nothing else. `nonce`: of this answer
 * alone, for the style elements that the components make. Their `style` attributes, which place menus and size bars,
 * cannot carry one: only attributes are let in without.
 */
export function pageHeaders(nonce: string): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map((directive) => directive.join(' '))
      .join('; '),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    // Not `no-referrer`, which would take the origin from requests that are to prove it.
    'referrer-policy': 'same-origin',
  };
}
