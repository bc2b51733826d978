import type { Problem } from '../base/errors.ts';
import type { ReceiverCredentials, Webhook } from '../store/records/webhook.ts';

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const printable = /^[\t\x20-\x7e]*$/;
const maxValueLength = 4096;

/** Set by Bellwire or by the connection; a static header of such a name would break the request or its signature. */
const reserved = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'traceparent',
  'tracestate',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-http-method-override',
]);

/** Signatures, attributes of CloudEvents, and what is between a client and its proxy. */
const reservedPrefixes = ['webhook-', 'ce-', 'proxy-'];

/**
 * All headers of a request: the format's own ones win over the webhook's credentials and user agent, and these
 * over its static headers. Names in lower case.
 */
export function receiverHeaders(
  webhook: Pick<Webhook, 'headers' | 'userAgent' | 'credentials'>,
  defaultUserAgent: string,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(webhook.headers)) {
    if (!isReserved(name)) headers[name.toLowerCase()] = value;
  }
  headers['user-agent'] = webhook.userAgent ?? defaultUserAgent;
  if (webhook.credentials !== null) headers.authorization = authorization(webhook.credentials);
  return Object.assign(headers, own);
}

/** What is wrong with static headers; asked when a webhook is saved. Fields are `headers.<name>`. */
export function headerProblems(headers: Readonly<Record<string, string>>): Problem[] {
  const seen = new Set<string>();
  return Object.entries(headers).flatMap(([name, value]) => {
    const field = `headers.${name}`;
    const lower = name.toLowerCase();
    if (!token.test(name)) return [{ field, message: 'is not a valid header name' }];
    if (isReserved(name)) return [{ field, message: 'is set by Bellwire and cannot be chosen' }];
    if (seen.has(lower)) return [{ field, message: 'is given twice' }];
    seen.add(lower);
    return headerValueProblems(field, value);
  });
}

/** What is wrong with the value of a header, such as a user agent. */
export function headerValueProblems(field: string, value: string): Problem[] {
  if (value.length > maxValueLength)
    return [{ field, message: `must be at most ${maxValueLength} characters long` }];
  return printable.test(value)
    ? []
    : [{ field, message: 'must be printable ASCII text on one line, as headers are' }];
}

/** What is wrong with credentials. Fields are `credentials.<name>`. */
export function credentialProblems(credentials: ReceiverCredentials): Problem[] {
  if (credentials.type === 'bearer') return headerValueProblems('credentials.token', credentials.token);
  // RFC 7617 ends the username at the first colon.
  return credentials.username.includes(':')
    ? [{ field: 'credentials.username', message: 'must not contain a colon' }]
    : [];
}

function isReserved(name: string): boolean {
  const lower = name.toLowerCase();
  return reserved.has(lower) || reservedPrefixes.some((prefix) => lower.startsWith(prefix));
}

function authorization(credentials: ReceiverCredentials): string {
  if (credentials.type === 'bearer') return `Bearer ${credentials.token}`;
  const pair = `${credentials.username}:${credentials.password}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
