import type { Webhook } from '../../shared/api/types.ts';
import { numberIn, writeNumber } from '../../shared/format/number.ts';
import { parseDelays, writeDelays } from './delays.ts';

/** One static header in the form. The value of a header that is set already is never shown: null leaves it. */
export interface HeaderRow {
  row: number;
  name: string;
  value: string | null;
}

/** What the form holds: texts, as they are typed. */
export interface WebhookValues {
  name: string;
  url: string;
  format: string;
  /** Of the format cloudevents alone. */
  mode: 'structured' | 'binary';
  typePrefix: string;
  retryDelays: string;
  connectTimeout: string;
  totalTimeout: string;
  concurrency: string;
  rate: string;
  ordering: 'none' | 'object';
  headers: HeaderRow[];
  credentials: 'keep' | 'none' | 'basic' | 'bearer';
  username: string;
  password: string;
  token: string;
}

/** A field that cannot be sent as it is, by its JSON pointer. */
export interface ValueProblem {
  pointer: string;
  detail: string;
}

export const emptyWebhook: WebhookValues = {
  name: '',
  url: '',
  format: '',
  mode: 'structured',
  typePrefix: '',
  retryDelays: '',
  connectTimeout: '',
  totalTimeout: '',
  concurrency: '',
  rate: '',
  ordering: 'none',
  headers: [],
  credentials: 'none',
  username: '',
  password: '',
  token: '',
};

/** What the form begins with when a webhook is edited. Empty stands for the default of the dialect. */
export function valuesOf(webhook: Webhook): WebhookValues {
  const { policy, limits, settings } = webhook;
  return {
    ...emptyWebhook,
    name: webhook.name,
    url: webhook.url,
    format: webhook.format,
    mode: settings.mode === 'binary' ? 'binary' : 'structured',
    typePrefix: typeof settings.typePrefix === 'string' ? settings.typePrefix : '',
    retryDelays: policy === null ? '' : writeDelays(policy.retryDelaysMs),
    connectTimeout: policy === null ? '' : writeDelays([policy.connectTimeoutMs]),
    totalTimeout: policy === null ? '' : writeDelays([policy.totalTimeoutMs]),
    concurrency: String(limits.concurrency),
    rate: limits.ratePerSecond === null ? '' : String(limits.ratePerSecond),
    ordering: limits.ordering,
    headers: webhook.headerNames.map((name, row) => ({ row, name, value: null })),
    credentials: webhook.credentials === null ? 'none' : 'keep',
  };
}

/** What is asked of the API: only what differs from before; or what cannot be read. */
export function changeFrom(
  before: WebhookValues,
  values: WebhookValues,
): { change: Record<string, unknown> } | { problems: ValueProblem[] } {
  const problems: ValueProblem[] = [];
  const change: Record<string, unknown> = {};
  if (values.name !== before.name) change.name = values.name.trim();
  if (values.url !== before.url) change.url = values.url.trim();
  if (values.format !== before.format && values.format !== '') change.format = values.format;
  const settings: Record<string, unknown> = {};
  if (values.format === 'cloudevents') {
    if (values.mode !== before.mode) settings.mode = values.mode;
    if (values.typePrefix !== before.typePrefix) settings.typePrefix = values.typePrefix.trim();
  }
  if (Object.keys(settings).length > 0) change.settings = settings;

  const policy: Record<string, unknown> = {};
  if (values.retryDelays !== before.retryDelays) {
    policy.retryDelaysMs = delaysOr(values.retryDelays, '/policy/retryDelaysMs', problems);
  }
  for (const [field, name] of [
    ['connectTimeout', 'connectTimeoutMs'],
    ['totalTimeout', 'totalTimeoutMs'],
  ] as const) {
    if (values[field] === before[field]) continue;
    policy[name] = delaysOr(values[field], `/policy/${name}`, problems)?.[0] ?? null;
  }
  if (Object.keys(policy).length > 0) change.policy = policy;

  const limits: Record<string, unknown> = {};
  for (const [field, name] of [
    ['concurrency', 'concurrency'],
    ['rate', 'ratePerSecond'],
  ] as const) {
    if (values[field] === before[field]) continue;
    limits[name] = numberOr(values[field], `/limits/${name}`, problems);
  }
  if (values.ordering !== before.ordering) limits.ordering = values.ordering;
  if (Object.keys(limits).length > 0) change.limits = limits;

  const headers = headersFrom(before.headers, values.headers);
  if (Object.keys(headers).length > 0) change.headers = headers;
  if (values.credentials !== before.credentials) change.credentials = credentialsFrom(values);
  return problems.length > 0 ? { problems } : { change };
}

function headersFrom(before: readonly HeaderRow[], now: readonly HeaderRow[]): Record<string, string | null> {
  const headers: Record<string, string | null> = {};
  for (const { name } of before) if (!now.some((row) => row.name === name)) headers[name] = null;
  for (const { name, value } of now) if (value !== null && name.trim() !== '') headers[name.trim()] = value;
  return headers;
}

function credentialsFrom({ credentials, username, password, token }: WebhookValues) {
  if (credentials === 'basic') return { type: 'basic', username, password };
  return credentials === 'bearer' ? { type: 'bearer', token } : null;
}

function delaysOr(text: string, pointer: string, problems: ValueProblem[]): number[] | null {
  if (text.trim() === '') return null;
  const delays = parseDelays(text);
  if (delays === null)
    problems.push({ pointer, detail: 'Write times with their unit: 500 ms, 5 s, 2 min, 1 h' });
  return delays;
}

function numberOr(text: string, pointer: string, problems: ValueProblem[]): number | null {
  if (text.trim() === '') return null;
  const number = numberIn(text);
  if (number === null) problems.push({ pointer, detail: writeNumber });
  return number;
}
