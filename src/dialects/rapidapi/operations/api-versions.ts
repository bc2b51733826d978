import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { copyEndpoints } from './endpoints.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import { conflict, type Operation, problem } from './operation.ts';
import { copySecrets, keepSecrets, type SecretParameterInput, wantedSecrets } from './secret-parameters.ts';
import { versionOf } from './versions-of-api.ts';

export interface VersionCreate {
  api: string;
  name: string;
  visibility?: string | null;
  oldApiVersionId?: string | null;
}

/** New versions are drafts. The plans of the API are linked to them, and so they change; the API does not. */
export async function createApiVersions(
  op: Operation,
  inputs: readonly VersionCreate[],
): Promise<ObjectRecord[]> {
  const created: ObjectRecord[] = [];
  for (const [index, input] of inputs.entries())
    created.push(await createVersion(op, input, `apiVersions.${index}`));
  return created;
}

/** A draft of an API; `more` are fields that are not copied. */
export async function createVersion(
  op: Operation,
  input: VersionCreate,
  place: string,
  more: JsonObject = {},
): Promise<ObjectRecord> {
  const { steps } = op;
  const api = await found(op, 'api', input.api);
  const old = input.oldApiVersionId
    ? await versionOf(op, api, input.oldApiVersionId, `${place}.oldApiVersionId`)
    : null;
  const version = await steps.create('api_version', {
    fields: {
      name: input.name,
      ...given({ visibility: input.visibility }),
      ...(old !== null && {
        oldApiVersionId: outwardId(old),
        targetGroupId: old.fields.targetGroupId ?? '',
        ...copiedSettings(old),
      }),
      ...more,
    },
    links: { ofApi: [api.id] },
  });
  if (old !== null) {
    await copyEndpoints(op, old, version);
    await copySecrets(op, old, version);
  }
  for (const plan of await steps.children('billing_plan', 'api', [api])) {
    if (plan.fields.status !== 'ACTIVE') continue;
    await steps.update(plan, {}, { apiVersions: [...(plan.links.apiVersions ?? []), version.id] });
  }
  return version;
}

export interface VersionUpdate {
  apiVersionId: string;
  current?: boolean | null;
  versionStatus?: string | null;
  visibility?: string | null;
  oldApiVersionId?: string | null;
  accessControl?: { secretParameters?: readonly SecretParameterInput[] | null } | null;
  /** Instead of those that it has. */
  associatedCertificates?: readonly { apiCertificateId: string }[] | null;
}

function copiedSettings({ fields }: ObjectRecord): JsonObject {
  const { apiSubType, secretParameters, associatedCertificates } = fields;
  return given({ apiSubType, secretParameters, associatedCertificates }) as JsonObject;
}

/** The API of a version counts as changed with it. */
export async function updateApiVersions(
  op: Operation,
  inputs: readonly VersionUpdate[],
): Promise<ObjectRecord[]> {
  checkOneCurrent(await Promise.all(inputs.map(async (input) => ({ input, api: await apiIdOf(op, input) }))));
  const updated: ObjectRecord[] = [];
  for (const [index, input] of inputs.entries())
    updated.push(await updateVersion(op, input, `apiVersions.${index}`));
  return updated;
}

async function apiIdOf(op: Operation, { apiVersionId }: VersionUpdate): Promise<string> {
  return (await found(op, 'api_version', apiVersionId)).links.ofApi?.[0] ?? '';
}

function checkOneCurrent(wanted: readonly { input: VersionUpdate; api: string }[]): void {
  const apis = wanted.filter(({ input }) => input.current === true).map(({ api }) => api);
  if (new Set(apis).size < apis.length)
    throw problem('apiVersions', 'make two versions of one API current; only one can be');
}

async function updateVersion(op: Operation, input: VersionUpdate, place: string): Promise<ObjectRecord> {
  const { steps } = op;
  const before = await found(op, 'api_version', input.apiVersionId);
  const api = await steps.get('api', before.links.ofApi?.[0] ?? '');
  const { current, versionStatus, visibility, oldApiVersionId } = given(input);
  if (current === false && before.fields.current === true)
    throw problem(`${place}.current`, 'cannot be taken from the current version: make another one current');
  if (oldApiVersionId)
    await checkNoCircle(op, { api, before, oldApiVersionId, field: `${place}.oldApiVersionId` });
  const becomesCurrent = current === true && before.fields.current !== true;
  // What everybody is shown is no draft any more.
  const stage = becomesCurrent && before.fields.versionStatus === 'DRAFT' ? 'ACTIVE' : undefined;
  const secrets = input.accessControl?.secretParameters;
  const wanted =
    secrets && (await wantedSecrets(op, before, secrets, `${place}.accessControl.secretParameters`));
  const changed = await steps.update(before, {
    ...given({ current, visibility, oldApiVersionId, versionStatus: versionStatus?.toUpperCase() ?? stage }),
    ...(wanted && { secretParameters: wanted.parameters }),
    ...certificatesIn(op, before, input.associatedCertificates, `${place}.associatedCertificates`),
  });
  const after = wanted ? await keepSecrets(op, { before, after: changed, wanted }) : changed;
  if (after.version === before.version) return after;
  if (becomesCurrent) {
    const last = String(api.fields.currentVersionId);
    if (last !== '') await steps.update(await found(op, 'api_version', last), { current: false });
    await steps.update(api, { currentVersionId: outwardId(after) });
  } else await steps.touch(api);
  return after;
}

/** Those that stay keep the time since when they are there. */
function certificatesIn(
  { now }: Operation,
  { fields }: ObjectRecord,
  wanted: VersionUpdate['associatedCertificates'],
  field: string,
): JsonObject {
  if (!wanted) return {};
  const ids = wanted.map(({ apiCertificateId }) => apiCertificateId);
  if (new Set(ids).size < ids.length) throw problem(field, 'name one certificate twice');
  const before = (fields.associatedCertificates ?? []) as { apiCertificateId: string; createdAt: string }[];
  return {
    associatedCertificates: ids.map(
      (apiCertificateId) =>
        before.find((one) => one.apiCertificateId === apiCertificateId) ?? {
          apiCertificateId,
          createdAt: now(),
        },
    ),
  };
}

/** Which version was copied from which leads back to a first one. */
async function checkNoCircle(
  op: Operation,
  {
    api,
    before,
    oldApiVersionId,
    field,
  }: { api: ObjectRecord; before: ObjectRecord; oldApiVersionId: string; field: string },
): Promise<void> {
  let old: ObjectRecord | null = await versionOf(op, api, oldApiVersionId, field);
  while (old !== null) {
    if (old.id === before.id)
      throw problem(field, 'would make a circle: that version was copied from this one');
    const next: string = String(old.fields.oldApiVersionId);
    old = next === '' ? null : await versionOf(op, api, next, field);
  }
}

/** A version goes with its endpoints, silently: the vendor's table has no event for it. */
export async function deleteApiVersion(op: Operation, id: string): Promise<void> {
  const version = await found(op, 'api_version', id);
  if (version.fields.current === true) {
    throw conflict(
      'This is the current version of its API. Make another version current first, or delete the API.',
    );
  }
  for (const other of await op.steps.children('api_version', 'ofApi', [
    await op.steps.get('api', version.links.ofApi?.[0] ?? ''),
  ])) {
    if (other.fields.oldApiVersionId === outwardId(version))
      await op.steps.update(other, { oldApiVersionId: '' });
  }
  await op.steps.remove([version], op.telling());
}
