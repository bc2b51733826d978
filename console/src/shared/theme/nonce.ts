/** The Content-Security-Policy lets only those styles in that carry the nonce of this very page; undefined while developing. */
export function pageNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === '' ? undefined : nonce;
}
