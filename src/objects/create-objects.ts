import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Changes } from '../pipeline/changes/changes.ts';
import type { Database } from '../store/database.ts';
import { applyOperations } from './apply.ts';
import type { Context, ObjectOperation, Objects, ObjectWithRelated } from './objects.ts';
import { createReading } from './read.ts';
import { validateObject } from './validate.ts';

/** What the verbs on objects work with. */
export interface ObjectsServices {
  database: Database;
  clock: Clock;
  ids: Ids;
  changes: Changes;
  /** Takes whole numbers for new objects. */
  numbers(count: number): Promise<number[]>;
}

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
    validate: (context, input) => validateObject(services, context, input),
    ...createReading(services),
  };
}
