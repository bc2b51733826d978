import { BellwireError } from '../../../base/errors.ts';
import type { Ids } from '../../../base/ids.ts';
import type { ObjectType } from '../../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Context } from '../../../objects/context.ts';
import type { Steps } from '../../../objects/steps/steps.ts';
import { nameOfDoer } from '../../../store/audit.ts';
import type { DialectServices } from '../../dialect.ts';

/** What an operation of the hub works with. Everything that it does is one transaction. */
export interface Operation {
  steps: Steps;
  /** Of removed types, those that are told; all of them in the profile `complete`. */
  telling(...types: string[]): (type: ObjectType) => boolean;
  /** Now, as fields hold it. */
  now(): string;
  ids: Pick<Ids, 'bytes' | 'uuid'>;
  /** The user on whose behalf it is done: the one whose user name is that of the key. Null where there is none. */
  user(): Promise<ObjectRecord | null>;
}

/** Runs an operation of the hub in one transaction. */
export function operation<T>(
  { services, caller }: { services: Pick<DialectServices, 'objects' | 'clock' | 'ids'>; caller: Context },
  work: (operation: Operation) => Promise<T>,
): Promise<T> {
  const complete = caller.organization.settings.cascadeProfile === 'complete';
  return services.objects.operate(caller, (steps) =>
    work({
      steps,
      telling: (...types) => (complete ? () => true : ({ name }) => types.includes(name)),
      now: () => services.clock.now().toISOString(),
      ids: services.ids,
      user: () => steps.findByField('user', 'username', nameOfDoer(caller.principal)),
    }),
  );
}

/** A list that names each thing once. */
export function eachOnce(field: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw problem(field, 'must name at least one');
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw problem(field, `names ${twice} twice`);
  return ids;
}

/** One field of the input is not sound. */
export function problem(field: string, message: string): BellwireError {
  return new BellwireError('invalid', 'The input is not valid.', [{ field, message }]);
}

/** What has to be given, where the vendor's schema lets it be left out. Throws `invalid`. */
export function required<T>(value: T | null | undefined, field: string): T {
  if (value === null || value === undefined) throw problem(field, 'is required');
  return value;
}

/** What was asked for does not go with how things stand. */
export function conflict(message: string): BellwireError {
  return new BellwireError('conflict', message);
}
