// What the pipeline and the server are told of the dialects, which neither of them knows.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { dialects } from '../dialects.ts';
import { standardPolicy } from '../pipeline/delivery/standard-policy.ts';
import type { Policy } from '../store/records/policy.ts';
import type { Webhook } from '../store/records/webhook.ts';

/** By name, those of all dialects. */
export const formats = new Map(
  dialects.flatMap((dialect) => dialect.formats).map((format) => [format.name, format]),
);
/** By the dialect's name. */
export const catalogues = new Map(dialects.map((dialect) => [dialect.name, dialect.catalogue]));
/** By format: that of a dialect for the first of its formats, which is its own; the others are shared, and have the standard one. */
const policies = new Map(dialects.map(({ formats, policy }) => [formats[0]?.name, policy]));
/** What webhooks of this format have that set no policy of their own. */
export const policyOfFormat = (format: string): Policy => policies.get(format) ?? standardPolicy;
/** The webhook's own, or its format's. */
export const policyOf = ({ policy, format }: Webhook): Policy => policy ?? policyOfFormat(format);

/** The dialect, or undefined where there is none of that name. */
export function dialectNamed(name: string) {
  return dialects.find((dialect) => dialect.name === name);
}

/** Throws where there is no such dialect: organizations have one that there is. */
export function catalogueOf(dialect: string): Catalogue {
  const catalogue = catalogues.get(dialect);
  if (catalogue === undefined) throw new Error(`There is no dialect ${dialect}`);
  return catalogue;
}
