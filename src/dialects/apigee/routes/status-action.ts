import { invalidInput } from './errors.ts';
import { parameter } from './query.ts';

/** `?action=` of developers and companies, and the status that each stands for. */
export const activityActions: Readonly<Record<string, string>> = { active: 'active', inactive: 'inactive' };

/** That of apps. The vendor's reference has `approve` for those of developers and `approved` for those of companies. */
export const approvalActions: Readonly<Record<string, string>> = {
  approve: 'approved',
  revoke: 'revoked',
  approved: 'approved',
  revoked: 'revoked',
};

/**
 * The status that `?action=` asks for. Clients of the vendor send such requests without a body, as
 * `application/octet-stream`. Null: the request is an ordinary change.
 */
export function statusFrom(
  query: Readonly<Record<string, unknown>>,
  actions: Readonly<Record<string, string>>,
): string | null {
  if (query.action === undefined) return null;
  const status = statusMeant(parameter(query, 'action') ?? '', actions);
  if (status !== null) return status;
  const message = `must be one of: ${Object.keys(actions).join(', ')}`;
  throw invalidInput('The request is not valid.', [{ field: 'action', message }]);
}

/** The status that an action stands for; null where there is no such action. */
export function statusMeant(action: string, actions: Readonly<Record<string, string>>): string | null {
  return Object.hasOwn(actions, action) ? (actions[action] ?? null) : null;
}
