import { Type } from 'typebox';
import { countedUpTo } from '../../../webhooks/preview-removal.ts';
import { id } from './common.ts';

const count = (description: string) =>
  Type.Integer({ minimum: 0, description: `${description} ${countedUpTo} stands for at least so many.` });

const organizationRemoval = Type.Object(
  {
    webhooks: count('Webhooks.'),
    credentials: count('Credentials.'),
    objects: count('Objects.'),
    events: count('Events in the log.'),
    deliveries: count('Deliveries in the log.'),
    waiting: count('Of these, those that would not be sent.'),
  },
  { $id: 'OrganizationRemoval', description: 'What would go with an organization. Nothing was done.' },
);

const webhookRemoval = Type.Object(
  {
    waiting: count('Deliveries that would be cancelled.'),
    heldBy: Type.Array(Type.Object({ type: Type.String(), id: id('The object.'), label: Type.String() }), {
      description: 'Objects of the dialect that name it, such as the notification conditions of Apigee.',
    }),
  },
  { $id: 'WebhookRemoval', description: 'What would break with a webhook. Nothing was done.' },
);

export const removalComponents = [organizationRemoval, webhookRemoval];
