import type { Problem } from '../base/errors.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import type { WebhookChange } from './webhook-input.ts';

const again = 'must be given again or removed: the URL is that of another server';
const keptField = /^(credentials|headers\..*|tls\.key)$/s;

/**
 * What has to be said anew because the URL leads to another server: all that nobody can read back. It was meant for the old
 * one, and whoever may change the URL could have it sent to a server of their own. Signing secrets are never sent, and what a
 * set shares can be read by those who may change it; the authorities (`tls.ca`) are no secret.
 */
export function checkMove(before: WebhookRecord, change: WebhookChange): Problem[] {
  if (change.url === undefined || !isMove(before.url, change.url)) return [];
  return keptSecrets(before, change, change.url).map((field) => ({ field, message: again }));
}

/**
 * The same for an API that knows only the URL of a webhook, and cannot give again what it has besides: said of the URL, with
 * where it can be done.
 */
export function askedElsewhere(problems: readonly Problem[]): Problem[] {
  const kept = problems.map(({ field }) => field).filter((field) => keptField.test(field));
  if (kept.length === 0) return [...problems];
  const message =
    'is that of another server, and what is kept for the one before would be sent there: change the URL in the console ' +
    `or with Bellwire's own API, where it can be given again or removed (${kept.join(', ')})`;
  return [{ field: 'url', message }, ...problems.filter(({ field }) => !keptField.test(field))];
}

function keptSecrets(before: WebhookRecord, change: WebhookChange, url: string): string[] {
  const given = new Set(Object.keys(change.headers ?? {}).map((name) => name.toLowerCase()));
  const headers =
    change.headers === null ? [] : Object.keys(before.headers).filter((name) => !given.has(name));
  // Without TLS the certificate is refused as it is.
  const key = before.tls?.key != null && change.tls !== null && /^https:/i.test(url);
  return [
    ...(before.credentials !== null && change.credentials === undefined ? ['credentials'] : []),
    ...headers.map((name) => `headers.${name}`),
    ...(key && change.tls?.key === undefined ? ['tls.key'] : []),
  ];
}

/** As browsers have it: another scheme, host or port. What cannot be read is refused for that. */
function isMove(before: string, after: string): boolean {
  return URL.canParse(before) && URL.canParse(after) && new URL(before).origin !== new URL(after).origin;
}
