import { BellwireError } from '../../../base/errors.ts';
import { typeOf } from '../../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { rapidapiCatalogue } from '../catalogue/index.ts';
import { partyTypes } from '../catalogue/owners.ts';
import { inwardId } from '../ids.ts';
import type { Operation } from './operation.ts';

/** The object with that outward id. Throws `not-found`; what is of another hub is not there. */
export async function found(
  { steps }: Pick<Operation, 'steps'>,
  type: string,
  outward: string | number,
): Promise<ObjectRecord> {
  const named = inwardId(type, outward);
  if (named === null) throw noSuch(type, outward);
  if ('number' in named) {
    const object = await steps.findByNumber(type, named.number);
    if (object === null) throw noSuch(type, outward);
    return object;
  }
  try {
    return await steps.get(type, named.id);
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') throw noSuch(type, outward);
    throw error;
  }
}

/** An object that is not archived. What is archived is gone for all who would change it. */
export async function foundActive(
  op: Pick<Operation, 'steps'>,
  type: string,
  outward: string | number,
): Promise<ObjectRecord> {
  const object = await found(op, type, outward);
  if (object.fields.status === 'DELETED') throw noSuch(type, outward);
  return object;
}

/** The user, team or organization with that number. */
export async function foundParty(
  { steps }: Pick<Operation, 'steps'>,
  outward: string | number,
  types: readonly string[] = partyTypes,
): Promise<ObjectRecord> {
  const named = inwardId('user', outward);
  if (named !== null && 'number' in named) {
    for (const type of types) {
      const party = await steps.findByNumber(type, named.number);
      if (party !== null) return party;
    }
  }
  throw new BellwireError(
    'not-found',
    `There is no ${types.join(' or ')} with the id ${shortened(outward)} in this hub.`,
  );
}

/** That nothing of that type has the id. */
export function noSuch(type: string, outward: string | number): BellwireError {
  const { title } = typeOf(rapidapiCatalogue, type);
  return new BellwireError(
    'not-found',
    `There is no ${title} with the id ${shortened(outward)} in this hub. It may have been deleted; list them to see those that are there.`,
  );
}

function shortened(text: string | number): string {
  return String(text).slice(0, 80);
}
