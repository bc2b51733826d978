import { BellwireError } from '../../../../base/errors.ts';
import { inwardId } from '../../ids.ts';
import type { GraphContext } from '../module.ts';
import { type Shown, shown } from './shown.ts';

/** The object with that outward id, or null. */
export async function find(
  { services: { objects }, caller }: GraphContext,
  type: string,
  outward: string | number,
): Promise<Shown | null> {
  const named = inwardId(type, outward);
  if (named === null) return null;
  if ('number' in named) {
    const found = await objects.find(caller, { type, field: 'number', value: named.number });
    return found === null ? null : shown(found.object);
  }
  try {
    return shown((await objects.get(caller, { type, id: named.id })).object);
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') return null;
    throw error;
  }
}
