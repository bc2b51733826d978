import type { Context } from '../../../../objects/context.ts';
import type { DialectServices } from '../../../dialect.ts';
import { masheryCatalogue } from '../../catalogue/index.ts';
import { isSigned } from './signature.ts';

/**
 * Who calls, and in which area; null for everybody else. An unknown key, a wrong signature and an area that is not
 * the key's own are never told apart, and take the same time.
 */
export async function authenticate(
  { access, clock }: DialectServices,
  request: { area: string; apiKey: unknown; signature: unknown },
): Promise<Context | null> {
  const { area, apiKey, signature } = request;
  if (typeof apiKey !== 'string' || typeof signature !== 'string') return null;
  const found = await access.findApiKey(apiKey);
  const signed = isSigned({ apiKey, secret: found?.secret ?? '', signature, nowMs: clock.nowMs() });
  if (found === null || !signed) return null;
  const principal = access.principalOf(found.credential);
  const organization = await access.findOrganization({ reference: area, dialect: 'mashery', principal });
  if (organization === null || organization.id !== found.credential.organizationId) return null;
  return { principal, organization, catalogue: masheryCatalogue };
}
