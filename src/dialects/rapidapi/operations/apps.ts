import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { newKeyValue } from './app-key-value.ts';
import { found, foundActive, foundParty } from './lookup.ts';
import { given } from './names.ts';
import { type Operation, problem } from './operation.ts';

export interface AppCreate {
  projectOwner: string;
  projectName: string;
  description?: string | null;
  thumbnail?: string | null;
}

/** A new app of a user or a team, with its first key. */
export async function createApp(op: Operation, input: AppCreate): Promise<ObjectRecord> {
  const owner = await foundParty(op, input.projectOwner, ['user', 'team']);
  const { description, thumbnail } = input;
  return appWithKey(op, owner, { name: input.projectName, ...given({ description, thumbnail }) });
}

/** The app that every user and team begins with. */
export function defaultApp(op: Operation, owner: ObjectRecord): Promise<ObjectRecord> {
  return appWithKey(op, owner, { name: `default-application_${owner.number}` });
}

async function appWithKey(
  op: Operation,
  owner: ObjectRecord,
  fields: { name: string; description?: string; thumbnail?: string },
): Promise<ObjectRecord> {
  const app = await op.steps.create('app', { fields, links: { [owner.type]: [owner.id] } });
  await op.steps.create('app_key', { fields: { key: newKeyValue(op.ids) }, links: { app: [app.id] } });
  return app;
}

export interface AppUpdate {
  projectId: string;
  projectName: string;
  projectDescription: string;
  enableLimitsToAPIs: boolean;
  thumbnail?: string | null;
}

export async function updateApp(op: Operation, input: AppUpdate): Promise<ObjectRecord> {
  const app = await found(op, 'app', input.projectId);
  return op.steps.update(app, {
    name: input.projectName,
    description: input.projectDescription,
    enableLimitsToAPIs: input.enableLimitsToAPIs,
    ...given({ thumbnail: input.thumbnail }),
  });
}

/** The app goes, and its keys with it. Its name has to be given too, so that no other app goes by a slip. */
export async function deleteApp(
  op: Operation,
  { projectId, projectName }: { projectId: string; projectName: string },
): Promise<number> {
  const app = await found(op, 'app', projectId);
  if (app.fields.name !== projectName) throw problem('projectName', 'is not the name of this app');
  await op.steps.remove([app], op.telling('app'));
  return app.number;
}

export interface AppKeyCreate {
  projectId: string;
  name?: string | null;
  authorizationType?: string | null;
  grantType?: string | null;
  authorizationValues?: string | null;
  gatewayIds?: string[] | null;
}

export async function createAppKey(op: Operation, input: AppKeyCreate): Promise<ObjectRecord> {
  const app = await found(op, 'app', input.projectId);
  const { name, authorizationType, grantType, authorizationValues, gatewayIds } = given(input);
  if (authorizationType === 'OAUTH2' && grantType === undefined)
    throw problem('grantType', 'is required for OAUTH2: CLIENT_CREDENTIALS or AUTHORIZATION_CODE');
  if (authorizationValues !== undefined && !isJsonText(authorizationValues))
    throw problem('authorizationValues', 'must be JSON');
  return op.steps.create('app_key', {
    fields: {
      ...given({ name, authorizationType, grantType, authorizationValues }),
      ...(gatewayIds && { gateways: gatewayIds }),
      key: newKeyValue(op.ids),
    },
    links: { app: [app.id] },
  });
}

export async function updateAppKey(
  op: Operation,
  { id, name }: { id: string; name: string },
): Promise<ObjectRecord> {
  if (name === '') throw problem('name', 'must not be blank');
  return op.steps.update(await foundActive(op, 'app_key', id), { name });
}

export async function deleteAppKey(op: Operation, id: string): Promise<void> {
  await op.steps.remove([await found(op, 'app_key', id)], op.telling('app_key'));
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
