import { baseModule } from './base/index.ts';
import { domainModules } from './domain/index.ts';
import { eventTypesModule } from './event-types/index.ts';
import type { GraphModule } from './module.ts';

/** Everything that the Platform API is made of. A new resource is a folder and a line here. */
export const graphModules: readonly GraphModule[] = [baseModule, eventTypesModule, ...domainModules];
