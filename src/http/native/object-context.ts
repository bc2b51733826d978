import type { Access } from '../../access/access.ts';
import { notFound } from '../../base/errors.ts';
import type { Catalogue, ObjectType } from '../../catalogue/catalogue.ts';
import type { Context } from '../../objects/context.ts';
import type { SignedIn } from '../authentication.ts';
import { contextOf } from './organization-of.ts';

/** Who asks, the organization that the path names, and the catalogue that it lives by. */
export async function objectContextOf(
  access: Pick<Access, 'findOrganization'>,
  catalogues: ReadonlyMap<string, Catalogue>,
  request: SignedIn & { params: { org: string } },
): Promise<Context> {
  const { principal, organization } = await contextOf(access, request);
  const catalogue = catalogues.get(organization.dialect);
  // An organization of a dialect that this Bellwire lacks has no types.
  if (catalogue === undefined) throw notFound('The catalogue');
  return { principal, organization, catalogue };
}

/** The type that a path names. */
export function objectTypeOf({ catalogue }: Pick<Context, 'catalogue'>, name: string): ObjectType {
  const type = Object.hasOwn(catalogue.types, name) ? catalogue.types[name] : undefined;
  if (type === undefined) throw notFound('The type');
  return type;
}
