import { Type } from 'typebox';
import { organizationReference } from './common.ts';

export const objectPath = Type.Object({
  org: organizationReference,
  type: Type.String({ description: 'The type of the object.', examples: ['member'] }),
  id: Type.String({ description: 'The UUID of the object, as events name it.' }),
});

const count = (description: string) => Type.Integer({ description });

const erased = Type.Object(
  {
    events: count(
      "Events whose fields were erased: the object's own, and those that told of it as a parent.",
    ),
    payloads: count('Bodies that were sent, or were to be sent, and are no longer kept.'),
    attempts: count('Attempts and "before" calls whose bodies, answers and details were erased.'),
    cancelled: count('Deliveries that were still owed and can no longer be made.'),
  },
  { $id: 'Erased', description: 'How much was erased this time; all zeros when there was nothing left.' },
);

export const objectComponents = [erased];
