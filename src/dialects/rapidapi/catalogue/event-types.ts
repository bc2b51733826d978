import type { Operation } from '../../../catalogue/object-record.ts';

/** An event type as the vendor names it. */
export interface HubEventType {
  /** On the wire: `BILLINGPLAN.CREATED`. */
  name: string;
  /** In lists: `Billing Plan Created`. */
  label: string;
  /** Another spelling of the label that the vendor's table has once: `Delete User`. */
  alias?: string;
  /** The object type of the catalogue, and what was done to it. Bellwire's own name is `<objectType>.<operation>`. */
  objectType: string;
  operation: Operation;
}

const verbs: Readonly<Record<Operation, string>> = {
  created: 'Created',
  updated: 'Updated',
  deleted: 'Deleted',
};

const all: readonly Operation[] = ['created', 'updated', 'deleted'];

/** Object type, name, label, operations. In the order of the vendor's table. */
const entities: readonly [string, string, string, readonly Operation[]][] = [
  ['api', 'API', 'API', all],
  ['subscription', 'SUBSCRIPTION', 'Subscription', all],
  ['billing_plan', 'BILLINGPLAN', 'Billing Plan', all],
  ['api_version', 'APIVERSION', 'API Version', all],
  ['user', 'USER', 'User', all],
  ['team', 'TEAM', 'Team', all],
  ['app', 'APP', 'App', all],
  ['app_key', 'APPKEY', 'App Key', all],
  ['organization', 'ORGANIZATION', 'Organization', all],
  ['api_endpoint', 'APIENDPOINT', 'API Endpoint', all],
  ['target_group', 'TARGETGROUP', 'Base URL', all],
  ['documentation', 'DOCUMENTATION', 'Documentation', all],
  ['workflow', 'WORKFLOW', 'Approval', ['created', 'updated']],
  ['announcement', 'ANNOUNCEMENT', 'Announcement', ['created']],
  ['discussion', 'DISCUSSION', 'Discussion', ['created']],
  ['message', 'MESSAGE', 'Message', ['created']],
  ['discussion_comment', 'DISCUSSION_COMMENT', 'Discussion Comment', ['created']],
  ['job_request', 'JOBS_REQUEST', 'Job', ['created', 'updated']],
];

/** Labels that the vendor's table also spells in another way. */
const aliases: Readonly<Record<string, string>> = {
  'USER.DELETED': 'Delete User',
  'APPKEY.CREATED': 'App Keys Created',
  'TARGETGROUP.CREATED': 'Target Group Created',
  'TARGETGROUP.UPDATED': 'Target Group Updated',
  'TARGETGROUP.DELETED': 'Target Group Deleted',
};

/** The 44 event types of a hub. */
export const eventTypes: readonly HubEventType[] = entities.flatMap(
  ([objectType, entity, label, operations]) =>
    operations.map((operation) => {
      const name = `${entity}.${operation.toUpperCase()}`;
      const alias = aliases[name];
      return { name, label: `${label} ${verbs[operation]}`, ...(alias && { alias }), objectType, operation };
    }),
);
