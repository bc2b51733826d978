import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import { auditActions, auditActorKinds } from '../../../store/records/audit-entry.ts';
import { id, nullable, oneOf, pageOf, pageProperties, time } from './common.ts';
import { timeRange } from './log-query.ts';

const action = oneOf(auditActions, { description: 'What was done, from a closed list.' });

export const auditQuery = Type.Object(
  {
    ...pageProperties,
    action: Type.Optional(
      Type.Array(action, { maxItems: auditActions.length, description: 'Any of these: may be given again.' }),
    ),
    actor: Type.Optional(
      Type.String({
        pattern:
          '^((token|credential):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|command|bellwire)$',
        description: 'Who: `token:<id>`, `credential:<id>`, `command` or `bellwire`.',
        examples: ['token:0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60'],
      }),
    ),
    targetType: Type.Optional(
      Type.String({
        pattern: '^[\\w.:-]{1,255}$',
        description: 'A kind of thing; that of an object where its log was erased.',
        examples: ['webhook'],
      }),
    ),
    targetId: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'One thing.' })),
    ...timeRange,
  },
  { additionalProperties: false },
);

const auditEntry = Type.Object(
  {
    id: id('Names the entry.'),
    organizationId: nullable(
      id('Where it was done; null for what concerns the installation. It may be gone meanwhile.'),
    ),
    at: time('When it was done.'),
    actor: Type.Object({
      kind: oneOf(auditActorKinds, {
        description: 'A `command` was run on the machine; `bellwire` acted by itself.',
      }),
      id: nullable(id('Of the token or the credential.')),
      name: nullable(Type.String({ description: 'As it was then.', examples: ['ci'] })),
    }),
    action,
    target: Type.Object({
      type: Type.String({ examples: ['webhook'] }),
      id: nullable(Type.String()),
      name: nullable(Type.String({ description: 'As it was then.', examples: ['Billing'] })),
    }),
    details: Type.Unsafe<JsonObject>({
      type: 'object',
      description: 'What changed; never a secret.',
      examples: [{ changes: { url: { from: 'https://a.example', to: 'https://b.example' } } }],
    }),
  },
  { $id: 'AuditEntry', description: 'Who did what, to what, and when.' },
);

export const auditComponents = [auditEntry, pageOf('AuditEntry')];
