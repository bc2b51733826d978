import type { FastifyReply } from 'fastify';
import { notFound } from '../../../../base/errors.ts';
import type { ListQuery } from '../../../../store/queries/objects/filter.ts';
import { idIn, inputFrom } from './body.ts';
import { V3Error } from './errors.ts';
import { listFrom } from './list-parameters.ts';
import { customFieldsOf, parentOf, send, type V3Request } from './request.ts';
import type { CollectionVerb } from './resources.ts';

/** More objects than this in one request are refused. */
const maxMany = 1000;

/** What each verb does at the address of a collection. */
export const collectionVerbs: Readonly<
  Record<CollectionVerb, { method: string; handle: (input: V3Request) => Promise<FastifyReply> }>
> = {
  list: { method: 'GET', handle: list },
  create: { method: 'POST', handle: create },
  'update-many': { method: 'PUT', handle: updateMany },
  'remove-all': { method: 'DELETE', handle: removeAll },
};

async function list(input: V3Request): Promise<FastifyReply> {
  const { objects, context, resource, request, reply } = input;
  const query: ListQuery = {
    type: resource.type,
    ...(await underFrom(input)),
    ...listFrom(request.query, resource.type, customFieldsOf(context)),
  };
  const found = await objects.list(context, query);
  reply.header('x-total-count', found.total);
  return send(input, found.objects);
}

async function create(input: V3Request): Promise<FastifyReply> {
  const { objects, context, resource, request } = input;
  const { type, under } = resource;
  const parent = await parentOf(input);
  const { fields, links } = inputFrom(request.body, type, customFieldsOf(context)(type));
  // The parent in the path counts, whatever the body says.
  if (under !== undefined && parent !== undefined) links[under.relation] = [parent];
  // 200, not 201: published clients take nothing else for success.
  return send(input, await objects.create(context, { type, fields, links }));
}

/** All or none, in one transaction. Each object says by its `id` which one it is. */
async function updateMany(input: V3Request): Promise<FastifyReply> {
  const { objects, context, resource, request } = input;
  const { type } = resource;
  const { body } = request;
  if (!Array.isArray(body) || body.length > maxMany) {
    throw new V3Error(400, `The body is an array of at most ${maxMany} objects.`);
  }
  const changes = body.map((each) => ({
    operation: 'update' as const,
    type,
    id: idIn(each),
    ...inputFrom(each, type, customFieldsOf(context)(type)),
  }));
  await requireInCollection(
    input,
    changes.map(({ id }) => id),
  );
  return send(input, changes.length === 0 ? [] : await objects.apply(context, changes));
}

/** All or none, in one transaction. */
async function removeAll(input: V3Request): Promise<FastifyReply> {
  const { objects, context, resource, reply } = input;
  const { type } = resource;
  const under = await underFrom(input);
  const ids: string[] = [];
  for (let total = 1; ids.length < total; ) {
    const page = await objects.list(context, { type, ...under, limit: maxMany, offset: ids.length });
    if (page.objects.length === 0) break;
    total = page.total;
    ids.push(...page.objects.map(({ object }) => object.id));
  }
  if (ids.length > 0) {
    await objects.apply(
      context,
      ids.map((id) => ({ operation: 'remove', type, id })),
    );
  }
  return reply.send();
}

async function underFrom(input: V3Request): Promise<Pick<ListQuery, 'under'>> {
  const parent = await parentOf(input);
  const { under } = input.resource;
  return under === undefined || parent === undefined
    ? {}
    : { under: { relation: under.relation, parentId: parent } };
}

async function requireInCollection(input: V3Request, ids: string[]): Promise<void> {
  const { objects, context, resource } = input;
  const under = await underFrom(input);
  const wanted = [...new Set(ids)];
  if (wanted.length < ids.length) throw new V3Error(400, 'An object is in the array twice.');
  if (wanted.length === 0) return;
  const found = await objects.list(context, {
    type: resource.type,
    ...under,
    filter: { any: wanted.map((id) => ({ field: 'id', comparison: 'equals', value: id })) },
    limit: wanted.length,
    offset: 0,
  });
  if (found.total < wanted.length) throw notFound('An object of the array');
}
