import type { Clock } from '../../../base/clock.ts';
import type { Ids } from '../../../base/ids.ts';
import { sampleEvent } from '../../../webhooks/sample-event.ts';
import { bellwireNameOf } from '../catalogue/event-type-names.ts';
import { examples } from '../catalogue/examples.ts';
import { rapidapiCatalogue } from '../catalogue/index.ts';
import { rapidapiFormat } from '../format/index.ts';
import type { NamedEventType } from './naming.ts';

/** The body of an event of that type, made by what makes the real ones. */
export function exampleOf(services: { clock: Clock; ids: Ids }, { type, name }: NamedEventType): string {
  const event = sampleEvent(services, rapidapiCatalogue, {
    organizationId: services.ids.uuid(),
    actor: 'bellwire',
    type: bellwireNameOf(type),
    examples,
  });
  const variant = name === type.name ? 'rapidapi+json' : `rapidapi+json ${name}`;
  return rapidapiFormat.render(variant, event).body.toString('utf8');
}
