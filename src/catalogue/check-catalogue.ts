import type { Catalogue, ObjectType } from './catalogue.ts';
import { untoldFields } from './told-fields.ts';

/** What does not fit together in a catalogue, in words; an empty list when all is well. Run when Bellwire starts. */
export function checkCatalogue(catalogue: Catalogue): string[] {
  return [
    ...Object.entries(catalogue.types).flatMap(([name, type]) =>
      (name === type.name ? [] : [`type ${name} calls itself ${type.name}`]).concat(
        checkType(catalogue, type),
      ),
    ),
    ...catalogue.firstObjects
      .filter(({ type }) => catalogue.types[type] === undefined)
      .map(({ type }) => `firstObjects names the unknown type ${type}`),
  ].map((sentence) => `${catalogue.dialect}: ${sentence}`);
}

function checkType(catalogue: Catalogue, type: ObjectType): string[] {
  const found: string[] = [];
  for (const [name, relation] of Object.entries(type.relations)) {
    if (catalogue.types[relation.to] === undefined)
      found.push(`${type.name}.${name} leads to the unknown type ${relation.to}`);
    if (relation.nested && relation.cardinality === 'many')
      found.push(`${type.name}.${name} nests many parents`);
    // An event of the child would carry them.
    if (relation.nested && untoldFields(catalogue.types[relation.to]).length > 0)
      found.push(`${type.name}.${name} nests a type with fields that are never told`);
    if (relation.through !== undefined && type.relations[relation.through] === undefined) {
      found.push(`${type.name}.${name} goes through the unknown relation ${relation.through}`);
    }
    if (type.fields[name] !== undefined) found.push(`${type.name}.${name} is both a field and a relation`);
  }
  for (const rule of type.unique) {
    if (type.fields[rule.field] === undefined)
      found.push(`${type.name} is unique by the unknown field ${rule.field}`);
    if (rule.within !== undefined && type.relations[rule.within] === undefined) {
      found.push(`${type.name} is unique within the unknown relation ${rule.within}`);
    }
  }
  for (const cascade of type.cascades) {
    const child = catalogue.types[cascade.childType];
    if (type.fields[cascade.field] === undefined)
      found.push(`${type.name} cascades from the unknown field ${cascade.field}`);
    if (child?.relations[cascade.relation]?.to !== type.name) {
      found.push(
        `${type.name} cascades to ${cascade.childType} by ${cascade.relation}, which does not lead back`,
      );
    }
    for (const field of Object.keys(cascade.set)) {
      if (child?.fields[field] === undefined)
        found.push(`${type.name} cascades to the unknown field ${cascade.childType}.${field}`);
    }
  }
  return found;
}
