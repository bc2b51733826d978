import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import type { Operation } from './operation.ts';

interface TargetUrl {
  url: string;
  loadBalancingStrategyValue?: string | null;
}

interface TargetGroupFields {
  name?: string | null;
  loadBalancingStrategy?: string | null;
  targetUrls?: readonly TargetUrl[] | null;
}

/** Where an API is served from. A version that has no target group yet does not get one by this. */
export async function createTargetGroups(
  op: Operation,
  inputs: readonly (TargetGroupFields & { apiId: string })[],
): Promise<ObjectRecord[]> {
  const created: ObjectRecord[] = [];
  for (const { apiId, ...fields } of inputs) {
    const api = await found(op, 'api', apiId);
    created.push(await op.steps.create('target_group', { fields: stored(fields), links: { api: [api.id] } }));
  }
  return created;
}

export async function updateTargetGroups(
  op: Operation,
  inputs: readonly (TargetGroupFields & { id: string })[],
): Promise<ObjectRecord[]> {
  const updated: ObjectRecord[] = [];
  for (const { id, ...fields } of inputs) {
    updated.push(await op.steps.update(await found(op, 'target_group', id), stored(fields)));
  }
  return updated;
}

/** Versions and plans that name it keep no id of what is gone. That is not told: nothing but the group has changed. */
export async function deleteTargetGroup(op: Operation, id: string): Promise<void> {
  const { steps } = op;
  const group = await found(op, 'target_group', id);
  await steps.remove([group], op.telling('target_group'));
  const api = await steps.get('api', group.links.api?.[0] ?? '');
  const users = [
    ...(await steps.children('api_version', 'ofApi', [api])),
    ...(await steps.children('billing_plan', 'api', [api])),
  ];
  for (const user of users) {
    if (user.fields.targetGroupId === outwardId(group))
      await steps.updateSilently(user, { targetGroupId: '' });
  }
}

function stored({ targetUrls, ...fields }: TargetGroupFields): JsonObject {
  return {
    ...given(fields),
    ...(targetUrls && {
      targetUrls: targetUrls.map(({ url, loadBalancingStrategyValue }) => ({
        url,
        loadBalancingStrategyValue: loadBalancingStrategyValue ?? null,
      })),
    }),
  };
}
