import type { Address } from './address.ts';

/**
 * With the vendor, management and monetization keep what they have apart, and are brought together by these. Here both are
 * the same objects, so all has been done already.
 */
export const synchronizeAddresses: readonly Address[] = [
  'organization',
  'products',
  'developers',
  'applications',
].map((what) => ({ path: `/sync-${what}`, verbs: { GET: async () => ({ status: 200 }) } }));
