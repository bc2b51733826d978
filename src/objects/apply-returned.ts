import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { BellwireError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Organization } from '../store/records/organization.ts';
import { applyOperations } from './apply.ts';
import type { ObjectsServices } from './services.ts';

/**
 * Takes the fields that an answer to a delivery brought into the object, without telling anybody: the change came
 * from the receiver, and an event for it would come back for ever. Answers with why it was not taken, or null.
 */
export async function applyReturned(
  services: ObjectsServices,
  input: {
    organization: Organization;
    catalogue: Catalogue;
    type: string;
    id: string;
    fields: JsonObject;
  },
): Promise<string | null> {
  const { organization, catalogue, type, id } = input;
  const known = catalogue.types[type]?.fields ?? {};
  const custom = organization.settings.customFields[type] ?? [];
  const fields = Object.fromEntries(
    Object.entries(input.fields).filter(([name]) => Object.hasOwn(known, name) || custom.includes(name)),
  );
  if (Object.keys(fields).length === 0) return null;
  try {
    const context = { principal: bellwirePrincipal, organization, catalogue };
    await applyOperations(services, context, [{ operation: 'update', type, id, fields }], { silent: true });
    return null;
  } catch (error) {
    if (!(error instanceof BellwireError) || error.code === 'unavailable') throw error;
    const problems = error.problems.map(({ field, message }) => `${field} ${message}`);
    return [error.message, ...problems].join(' ');
  }
}
