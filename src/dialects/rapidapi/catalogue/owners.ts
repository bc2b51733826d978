import type { Problem } from '../../../base/errors.ts';
import type { ObjectRecord, Related } from '../../../catalogue/object-record.ts';

/** The kinds of parties that own things in a hub. They share one space of numbers. */
export const partyTypes = ['user', 'team', 'organization'] as const;

/** The party that a row belongs to, by whichever relation. */
export function ownerOf(related: Related): ObjectRecord | undefined {
  return partyTypes.map((name) => related[name]).find((party) => party !== undefined);
}

/** The number of the party that a row belongs to. */
export function ownerNumber(related: Related): number {
  return ownerOf(related)?.number ?? 0;
}

/** That a row belongs to exactly one party; `field` is what callers name it by. */
export function oneOwner(related: Related, field: string): Problem[] {
  const owners = partyTypes.filter((name) => related[name] !== undefined).length;
  return owners === 1 ? [] : [{ field, message: 'must name one user, team or organization' }];
}
