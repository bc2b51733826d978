import type { JsonObject } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import { wholeSeconds } from '../../whole-seconds.ts';

/** `test.hello`, with which the page on JSON-RPC shows the three versions. */
export function hello(): string {
  return 'Hello!';
}

/**
 * `area.fetch`: the area that the call is made to. No public page shows it; `config` has the switches that a published script
 * reads: whether there are packages, whether there are keys of services, and whether the newer control center is on.
 */
export function fetchArea({ organization }: Context): JsonObject {
  const { number, id, name, createdAt, updatedAt } = organization;
  return {
    id: number,
    uuid: id,
    created: wholeSeconds(createdAt.toISOString()),
    updated: wholeSeconds(updatedAt.toISOString()),
    name,
    config: { enable_packaging: true, show_service_keys: true, enable_calypso: false },
    object_type: 'area',
  };
}
