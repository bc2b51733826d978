import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import { eachOnce, type Operation, problem } from './operation.ts';
import { versionOf } from './versions-of-api.ts';

export interface AllowedApi {
  projectId: number;
  apiId: string;
  apiVersionId: string;
}

/** Lets apps call APIs, each in one version. An API that the app may call already is called in this version from now on. */
export async function allowApis(
  op: Operation,
  inputs: readonly (AllowedApi | null)[],
): Promise<ObjectRecord[]> {
  const allowed: ObjectRecord[] = [];
  for (const [index, input] of inputs.entries()) {
    if (input === null) continue;
    const app = await found(op, 'app', input.projectId);
    const api = await found(op, 'api', input.apiId);
    const version = await versionOf(op, api, input.apiVersionId, `input.${index}.apiVersionId`);
    const known = (await op.steps.children('project_allowed_api', 'app', [app])).find(
      ({ fields }) => fields.apiId === version.fields.api,
    );
    const links = { app: [app.id], apiVersion: [version.id] };
    allowed.push(
      known === undefined
        ? await op.steps.create('project_allowed_api', { fields: {}, links })
        : await op.steps.update(known, {}, { apiVersion: [version.id] }),
    );
  }
  return allowed;
}

export async function disallowApis(
  op: Operation,
  { projectId, projectAllowedAPIIds }: { projectId: number; projectAllowedAPIIds: readonly number[] },
): Promise<void> {
  const app = await found(op, 'app', projectId);
  const going: ObjectRecord[] = [];
  for (const id of eachOnce('projectAllowedAPIIds', projectAllowedAPIIds.map(String))) {
    const allowed = await found(op, 'project_allowed_api', id);
    if (allowed.links.app?.[0] !== app.id)
      throw problem('projectAllowedAPIIds', `names ${id}, of another app`);
    going.push(allowed);
  }
  await op.steps.remove(going, op.telling('project_allowed_api'));
}
