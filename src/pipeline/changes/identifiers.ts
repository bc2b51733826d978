import type { ObjectType } from '../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import { parentId } from '../../catalogue/object-record.ts';
import { type Identifier, wholeOrganization } from '../../store/queries/changes/object-identifiers.ts';
import type { Change } from './plan.ts';

/** Which unique values a change gives up and which it claims. Values that stay are in neither list. */
export function identifierChanges(changes: readonly Change[]): {
  released: Identifier[];
  claimed: Identifier[];
} {
  const released: Identifier[] = [];
  const claimed: Identifier[] = [];
  for (const { operation, type, before, after } of changes) {
    const old = before === null ? [] : identifiersOf(type, before);
    const fresh = operation === 'deleted' ? [] : identifiersOf(type, after);
    claimed.push(...fresh.filter((identifier) => !old.some((other) => sameIdentifier(identifier, other))));
    released.push(
      ...old.filter(
        (identifier) =>
          !keptForever(type, identifier) && !fresh.some((other) => sameIdentifier(identifier, other)),
      ),
    );
  }
  return { released, claimed };
}

function identifiersOf(type: ObjectType, object: ObjectRecord): Identifier[] {
  return type.unique.flatMap((rule) => {
    const value = object.fields[rule.field];
    const scope = rule.within === undefined ? wholeOrganization : parentId(object, rule.within);
    // Blank is "not given", and many objects may have none.
    if (typeof value !== 'string' || value === '' || scope === undefined) return [];
    return [
      {
        organizationId: object.organizationId,
        type: type.name,
        rule: rule.name,
        scope,
        value,
        objectId: object.id,
      },
    ];
  });
}

function keptForever(type: ObjectType, identifier: Identifier): boolean {
  return type.unique.some((rule) => rule.name === identifier.rule && rule.keptForever);
}

function sameIdentifier(left: Identifier, right: Identifier): boolean {
  return left.rule === right.rule && left.scope === right.scope && left.value === right.value;
}
