import type { JsonObject } from '../base/json.ts';
import { operationalPrefix } from '../pipeline/delivery/operational-events.ts';
import type { Webhook } from '../store/records/webhook.ts';

/** JSON Schema of the setting `eventTypes`, which formats for events of any dialect have. */
export const eventTypesSetting: JsonObject = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 255 },
  maxItems: 1000,
  uniqueItems: true,
  default: [],
  description:
    'Event types to send, such as `package_key.created`. Empty: all of them, but for those of Bellwire itself (`bellwire.webhook.switched_off`), which have to be named.',
};

/** Whether that setting of a webhook lets an event through. */
export function wantsType({ settings }: Webhook, type: string): boolean {
  const types: unknown[] = Array.isArray(settings.eventTypes) ? settings.eventTypes : [];
  // Events of Bellwire's own are sent only where they are asked for by name.
  if (types.length === 0) return !type.startsWith(operationalPrefix);
  return types.includes(type);
}
