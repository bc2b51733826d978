import type { Change } from '../../pipeline/changes/plan.ts';
import { objectSecretContext, objectSecretGet } from '../../store/queries/changes/object-secrets.ts';
import type { ObjectsServices } from '../services.ts';
import type { Steps } from './steps.ts';

/** What steps do with what is kept sealed beside objects. */
export type StepSecrets = Pick<Steps, 'secretOf' | 'keepSecret'>;

/** Reads secrets as they are by now in the operation, and gathers those that it leaves. */
export function createStepSecrets(
  { database, vault }: Pick<ObjectsServices, 'database' | 'vault'>,
  organizationId: string,
): {
  steps: StepSecrets;
  /** Those of the objects that these changes leave. */
  of(changes: readonly Change[]): ReadonlyMap<string, Buffer | null>;
} {
  const kept = new Map<string, Buffer | null>();
  return {
    steps: {
      async secretOf({ id }) {
        const here = kept.get(id);
        const sealed = here === undefined ? await objectSecretGet(database, { organizationId, id }) : here;
        return sealed === null ? null : vault.open(sealed, objectSecretContext(organizationId, id));
      },
      keepSecret({ id }, text) {
        kept.set(id, text === null ? null : vault.seal(text, objectSecretContext(organizationId, id)));
      },
    },
    of(changes) {
      const operations = new Map(changes.map(({ after, operation }) => [after.id, operation]));
      const unchanged = [...kept.keys()].find((id) => !operations.has(id));
      if (unchanged !== undefined)
        throw new Error(`A secret of ${unchanged} was kept without a change of it`);
      return new Map([...kept].filter(([id]) => operations.get(id) !== 'deleted'));
    },
  };
}
