const prefix = 'whsec_';

/**
 * A hub's secret as signatures want it. One that Bellwire has made is of that form. One that was brought along is any text:
 * its bytes are the key, which the libraries of Standard Webhooks take as `whsec_` and their base64.
 */
export function signingSecretOf(secret: string): string {
  return secret.startsWith(prefix) ? secret : prefix + Buffer.from(secret, 'utf8').toString('base64');
}
