/** A name with a dot in it, a port perhaps, and whatever follows. No scheme and nobody to sign in as. */
const bareHost = /^[^\s/:?#@.]+(?:\.[^\s/:?#@.]+)+(?::\d+)?(?:[/?#].*)?$/;

/** The vendor's pages write a callback URL as `example.com` as well, which stands for its https. */
export function withScheme(url: string): string {
  return bareHost.test(url) ? `https://${url}` : url;
}
