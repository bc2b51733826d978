import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { MintRequest } from './address.ts';
import { text } from './show.ts';

/** More apps of one owner are not named with it; the list of its apps has them all. */
const maxNamed = 1000;

/** The names of the apps of each of these developers, or of these companies. */
export async function appNamesOf(
  { services, context }: Pick<MintRequest, 'services' | 'context'>,
  owner: 'developer' | 'company',
  holders: readonly ObjectRecord[],
): Promise<(holder: ObjectRecord) => string[]> {
  const apps = await services.objects.childrenOf(context, {
    parentIds: holders.map(({ id }) => id),
    type: 'app',
    relation: owner,
    limit: maxNamed,
  });
  return ({ id }) => (apps.get(id) ?? []).map(({ object }) => text(object.fields.name));
}
