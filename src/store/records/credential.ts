import type { Role } from './role.ts';

/** What a dialect's client signs in with. */
export interface Credential {
  organizationId: string;
  id: string;
  kind: 'api-key' | 'user';
  /** The API key, or the user's name. */
  identifier: string;
  role: Role;
  /** The role in the words of the dialect, such as `businessuser`; null: `role` alone counts. */
  dialectRole: string | null;
  createdAt: Date;
}
