/** The numbers, UUIDs and generated keys that a run of the story came to. */
export interface Known {
  member: { id: number; uuid: string };
  application: { id: number; uuid: string };
  key: { id: number; apikey: string };
  package_key: { id: number; uuid: string; apikey: string };
  package: { id: number };
  plan: { id: number };
}

type Body = Record<string, unknown>;

/** Stands for a date of this minute, written as the vendor writes dates. */
const now = '<now>';

/*
 * What a receiver of Mashery's event triggers is sent, written out by hand from the vendor's pages on objects and on
 * callbacks: V2 names, every scalar present, blank ones as "", false or 0, related objects nested.
 */

export const memberBody = (known: Known): Body => ({
  id: known.member.id,
  uuid: known.member.uuid,
  object_type: 'member',
  created: now,
  updated: now,
  username: 'zoë',
  email: 'zoe@example.com',
  display_name: 'Zoë & Söhne',
  uri: '',
  blog: '',
  im: '',
  imsvc: '',
  phone: '+49 30 1234',
  company: '',
  address1: '',
  address2: '',
  locality: '',
  region: '',
  postal_code: '',
  country_code: '',
  first_name: '',
  last_name: '',
  registration_ipaddr: '',
  area_status: 'active',
  external_id: '',
});

/** Without the member that calls about it nest. */
const flatApplication = (known: Known): Body => ({
  id: known.application.id,
  uuid: known.application.uuid,
  object_type: 'application',
  created: now,
  updated: now,
  username: 'zoë',
  name: 'Maps',
  description: '',
  type: '',
  commercial: true,
  ads: false,
  ads_system: '',
  usage_model: '',
  tags: '',
  notes: '',
  how_did_you_hear: '',
  preferred_protocol: '',
  preferred_output: '',
  external_id: '',
  uri: '',
  oauth_redirect_uri: '',
  status: 'draft',
  is_packaged: true,
  developer_group_handle: '',
  group_id: 0,
});

export const applicationBody = (known: Known): Body => ({
  ...flatApplication(known),
  member: memberBody(known),
});

export const keyBody = (known: Known): Body => ({
  id: known.key.id,
  object_type: 'key',
  created: now,
  updated: now,
  service_key: 'svc1',
  username: 'zoë',
  apikey: known.key.apikey,
  secret: '',
  status: 'active',
  rate_limit_ceiling: 0,
  rate_limit_exempt: false,
  qps_limit_ceiling: 0,
  qps_limit_exempt: false,
  required_referer: '',
  oauth_rate_limit_ceiling: 0,
  oauth_rate_limit_exempt: false,
  oauth_qps_limit_ceiling: 0,
  oauth_qps_limit_exempt: false,
  limits: [
    { period: 'second', source: 'service', ceiling: 2 },
    { period: 'day', source: 'service', ceiling: 5000 },
  ],
  member: memberBody(known),
  application: flatApplication(known),
});

export const packageKeyBody = (known: Known): Body => ({
  id: known.package_key.id,
  uuid: known.package_key.uuid,
  object_type: 'package_key',
  created: now,
  updated: now,
  apikey: known.package_key.apikey,
  secret: '',
  status: 'active',
  rate_limit_ceiling: 0,
  rate_limit_exempt: false,
  qps_limit_ceiling: 0,
  qps_limit_exempt: false,
  limits: [
    { period: 'second', source: 'plan', ceiling: 5 },
    { period: 'day', source: 'plan', ceiling: 1000 },
  ],
  member: memberBody(known),
  application: flatApplication(known),
  package: packageBody(known),
  plan: planBody(known),
});

const packageBody = (known: Known): Body => ({
  id: known.package.id,
  object_type: 'package',
  created: now,
  updated: now,
  name: 'Gold',
  description: '',
  notify_developer_period: '',
  notify_developer_near_quota: false,
  notify_developer_over_quota: false,
  notify_developer_over_throttle: false,
  notify_admin_period: '',
  notify_admin_near_quota: false,
  notify_admin_over_quota: false,
  notify_admin_over_throttle: false,
  notify_admin_emails: '',
  near_quota_threshold: 0,
  key_adapter: '',
  key_length: 24,
  shared_secret_length: 0,
  is_using_shared_secret: false,
});

const planBody = (known: Known): Body => ({
  id: known.plan.id,
  object_type: 'plan',
  created: now,
  updated: now,
  name: 'Basic',
  description: '',
  notes: '',
  status: 'active',
  is_public: false,
  is_moderated: false,
  package_key_max: 0,
  package_key_moderation_threshold: 0,
  rate_limit_ceiling: 1000,
  rate_limit_exempt: false,
  rate_limit_period: 'day',
  rate_limit_key_override_allowed: true,
  qps_limit_ceiling: 5,
  qps_limit_exempt: false,
  qps_limit_key_override_allowed: true,
  response_filter_override_allowed: false,
  priority: 0,
  limits: [
    { period: 'second', source: 'plan', ceiling: 5 },
    { period: 'day', source: 'plan', ceiling: 1000 },
  ],
});

/** A body as a form: a list of names and values, nested ones in brackets, booleans as 1 and 0. */
export function formPairs(value: unknown, name = ''): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) =>
      formPairs(item, name === '' ? key : `${name}[${key}]`),
    );
  }
  return [`${name}=${typeof value === 'boolean' ? Number(value) : value}`];
}

/** A form as it arrived, taken apart by the rules of application/x-www-form-urlencoded. */
export function formPairsIn(body: string): string[] {
  return body.split('&').map((pair) => {
    const decoded = pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    const isDate = /(^|\[)(created|updated)\]?$/.test(decoded[0]!);
    return `${decoded[0]}=${isDate ? markNow(decoded[1]) : decoded[1]}`;
  });
}

/** A JSON body as it arrived, with the dates of this minute marked. */
export function jsonIn(body: string): unknown {
  return JSON.parse(body, (name, value) => (/^(created|updated)$/.test(name) ? markNow(value) : value));
}

function markNow(text: unknown): unknown {
  const isDate = typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);
  return isDate && Math.abs(Date.parse(text) - Date.now()) < 60_000 ? now : text;
}
