import { checkCatalogue } from './catalogue/check-catalogue.ts';
import { apigeeDialect } from './dialects/apigee/index.ts';
import type { Dialect } from './dialects/dialect.ts';
import { masheryDialect } from './dialects/mashery/index.ts';

/** Every dialect that Bellwire speaks. A new one is a folder and a line here. */
export const dialects: readonly Dialect[] = [masheryDialect, apigeeDialect];

const mistakes = dialects.flatMap(({ catalogue }) => checkCatalogue(catalogue));
if (mistakes.length > 0) throw new Error(`The catalogues do not fit together: ${mistakes.join('; ')}`);
