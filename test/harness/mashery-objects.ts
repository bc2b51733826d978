import type { JsonObject } from '../../src/base/json.ts';
import { withDefaults } from '../../src/catalogue/accept-input.ts';
import { typeOf } from '../../src/catalogue/catalogue.ts';
import type { ObjectRecord, Operation, Related } from '../../src/catalogue/object-record.ts';
import { masheryCatalogue } from '../../src/dialects/mashery/catalogue/index.ts';
import { snapshotOf } from '../../src/pipeline/snapshot.ts';
import type { ChangeSnapshot, EventRecord, Snapshot } from '../../src/store/records/event.ts';
import type { Webhook } from '../../src/store/records/webhook.ts';
import { defaultLimits } from '../../src/store/records/webhook.ts';

/** A saved Mashery object, its fields filled as the catalogue says. */
export function masheryObject(
  type: string,
  fields: JsonObject = {},
  links: Record<string, string> = {},
  number = 1,
): ObjectRecord {
  return {
    organizationId: '0190a000-0000-7000-8000-000000000001',
    id: `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    type,
    number,
    version: 1,
    fields: withDefaults(typeOf(masheryCatalogue, type), fields, Object.keys(fields)),
    links: Object.fromEntries(Object.entries(links).map(([relation, id]) => [relation, [id]])),
    createdAt: new Date('2009-12-12T01:05:55.123Z'),
    updatedAt: new Date('2010-01-02T03:04:05.678Z'),
  };
}

/** A member with an application and one key of each kind, with all they hang on. */
export function masheryFamily(): Record<
  'member' | 'application' | 'service' | 'key' | 'package' | 'plan' | 'packageKey',
  ObjectRecord
> {
  const member = masheryObject(
    'member',
    { username: 'joe', email: 'joe@example.com', display_name: 'Joe', area_status: 'active' },
    {},
    123456,
  );
  const application = masheryObject('application', { name: 'Maps' }, { member: member.id }, 62);
  const service = masheryObject(
    'service',
    { service_key: 'svc1', name: 'Routing', rate_limit_ceiling: 5000, qps_limit_ceiling: 2 },
    {},
    7,
  );
  const key = masheryObject(
    'key',
    { apikey: 'k1', status: 'active' },
    { member: member.id, application: application.id, service: service.id },
    14398445,
  );
  const packageObject = masheryObject('package', { name: 'Gold' }, {}, 59);
  const plan = masheryObject(
    'plan',
    { name: 'Basic', rate_limit_ceiling: 1000, qps_limit_ceiling: 5 },
    { package: packageObject.id },
    47,
  );
  const packageKey = masheryObject(
    'package_key',
    { apikey: 'pk1', status: 'active' },
    { member: member.id, application: application.id, package: packageObject.id, plan: plan.id },
    1000,
  );
  return { member, application, service, key, package: packageObject, plan, packageKey };
}

/** The snapshot of a change; of one that is not saved yet where `unsaved`. */
export function masherySnapshot(
  operation: Operation,
  object: ObjectRecord,
  related: Related,
  unsaved = false,
): ChangeSnapshot {
  const snapshot = snapshotOf(operation, object, related);
  if (unsaved) Object.assign(snapshot.object, { number: null, createdAt: null, updatedAt: null });
  return snapshot;
}

/** An event about a snapshot. */
export function masheryEvent(data: Snapshot): EventRecord {
  return {
    organizationId: '0190a000-0000-7000-8000-000000000001',
    id: '0190b111-0000-7000-8000-00000000000e',
    type: `${data.object.type}.${data.operation}`,
    objectType: data.object.type,
    objectId: data.object.id,
    transactionId: '0190C222-ABCD-7000-8000-00000000000F',
    actor: 'token:test',
    occurredAt: new Date('2026-01-31T08:00:00.250Z'),
    data,
  };
}

/** A webhook of the format `mashery`. */
export function masheryWebhook(changes: Partial<Webhook> = {}): Webhook {
  return {
    organizationId: '0190a000-0000-7000-8000-000000000001',
    id: '0190d333-0000-7000-8000-000000000001',
    name: 'Callbacks',
    url: 'http://mycustomerdomain.com/masherycallbacks',
    format: 'mashery',
    settings: {},
    policy: null,
    userAgent: null,
    credentials: null,
    headers: {},
    tls: null,
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    enabled: true,
    disabledReason: null,
    failingSince: null,
    limits: defaultLimits,
    version: 1,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    ...changes,
  };
}
