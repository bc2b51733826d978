import type { Webhook } from '../../store/records/webhook.ts';

/** Where the attributes stand: with the data in the body, or in headers beside it. */
export type Mode = 'structured' | 'binary';

/** All that one rendering of an event differs in from another. */
export interface Shape {
  mode: Mode;
  typePrefix: string;
}

const names: Record<Mode, string> = { structured: 'cloudevents+json', binary: 'cloudevents+binary' };

/** Not in a prefix. */
const separator = ' ';

/** `cloudevents+json`, and the prefix of types behind it where there is one. */
export function variantOf({ settings }: Webhook): string {
  const name = names[settings.mode === 'binary' ? 'binary' : 'structured'];
  const { typePrefix } = settings;
  return typeof typePrefix === 'string' && typePrefix !== '' ? name + separator + typePrefix : name;
}

export function shapeOf(variant: string): Shape {
  const [name, typePrefix = ''] = variant.split(separator, 2);
  return { mode: name === names.binary ? 'binary' : 'structured', typePrefix };
}
