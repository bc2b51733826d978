import { checkCatalogue } from './catalogue/check-catalogue.ts';
import { apigeeDialect } from './dialects/apigee/index.ts';
import type { Dialect } from './dialects/dialect.ts';
import { masheryDialect } from './dialects/mashery/index.ts';
import { rapidapiDialect } from './dialects/rapidapi/index.ts';
import type { Along } from './pipeline/changes/plan.ts';
import type { PublishedEvent } from './pipeline/changes/published.ts';

/** Every dialect that Bellwire speaks. A new one is a folder and a line here. */
export const dialects: readonly Dialect[] = [masheryDialect, apigeeDialect, rapidapiDialect];

const mistakes = dialects.flatMap(({ catalogue }) => checkCatalogue(catalogue));
if (mistakes.length > 0) throw new Error(`The catalogues do not fit together: ${mistakes.join('; ')}`);

/** What each dialect saves along with changes of its own objects. */
export const savedAlong: Along = async (tx, saved) => {
  const events: PublishedEvent[] = [];
  for (const { catalogue, along } of dialects) {
    const changes = saved.changes.filter(({ type }) => catalogue.types[type.name] === type);
    if (along !== undefined && changes.length > 0) events.push(...(await along(tx, { ...saved, changes })));
  }
  return events;
};
