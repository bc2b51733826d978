import type { ObjectRecord } from '../../../../catalogue/object-record.ts';
import { type Operation, operation } from '../../operations/operation.ts';
import type { GraphContext } from '../module.ts';
import { plain, type Shown, shown } from './shown.ts';

/** A mutation that answers with the object. */
export async function change(
  context: GraphContext,
  work: (operation: Operation) => Promise<ObjectRecord>,
): Promise<Shown> {
  return shown(await operation(context, work));
}

/** One that answers with several. */
export async function changeMany(
  context: GraphContext,
  work: (operation: Operation) => Promise<ObjectRecord[]>,
): Promise<Shown[]> {
  return (await operation(context, work)).map(shown);
}

/** One whose result has the type `Any`. */
export async function changeAny(
  context: GraphContext,
  work: (operation: Operation) => Promise<ObjectRecord>,
) {
  return plain(await operation(context, work));
}

/** One that answers with true: that it was not done is an error. */
export async function done(
  context: GraphContext,
  work: (operation: Operation) => Promise<unknown>,
): Promise<true> {
  await operation(context, work);
  return true;
}
