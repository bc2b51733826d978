import { permit } from '../access/principal.ts';
import { childrenCount } from '../store/queries/objects/children-count.ts';
import { applyOperations } from './apply.ts';
import type { Context } from './context.ts';
import type { Objects } from './objects.ts';
import type { ObjectOperation, ObjectWithRelated } from './operation.ts';
import { pageOfObjects } from './page.ts';
import { previewRemoval } from './preview-removal.ts';
import { createReading } from './read.ts';
import type { ObjectsServices } from './services.ts';
import { operate } from './steps/operate.ts';
import { validateObject } from './validate.ts';

export function createObjects(services: ObjectsServices): Objects {
  async function one(context: Context, operation: ObjectOperation): Promise<ObjectWithRelated> {
    const [result] = await applyOperations(services, context, [operation]);
    if (result === undefined) throw new Error('One operation gave no result');
    return result;
  }

  return {
    create: (context, input) => one(context, { operation: 'create', ...input }),
    update: (context, input) => one(context, { operation: 'update', ...input }),
    remove: (context, input) => one(context, { operation: 'remove', ...input }),
    apply: (context, operations) => applyOperations(services, context, operations),
    operate: (context, work) => operate(services, context, work),
    previewRemoval: (context, input) => previewRemoval(services, context, input),
    page: (context, asked) => pageOfObjects(services, context, asked),
    async childrenCount({ principal, organization }, id) {
      permit(principal, 'objects.read', organization.id);
      return childrenCount(services.database, { organizationId: organization.id, parentId: id });
    },
    validate: (context, input) => validateObject(services, context, input),
    ...createReading(services),
  };
}
