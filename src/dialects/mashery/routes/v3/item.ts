import type { FastifyReply } from 'fastify';
import { inputFrom } from './body.ts';
import { customFieldsOf, itemOf, send, type V3Request } from './request.ts';
import type { ItemVerb } from './resources.ts';

/** What each verb does at the address of one object. */
export const itemVerbs: Readonly<
  Record<ItemVerb, { method: string; handle: (input: V3Request) => Promise<FastifyReply> }>
> = {
  get: { method: 'GET', handle: async (input) => send(input, await itemOf(input)) },
  update: { method: 'PUT', handle: update },
  remove: { method: 'DELETE', handle: remove },
};

/** Properties that are not in the body stay as they are. */
async function update(input: V3Request): Promise<FastifyReply> {
  const { objects, context, resource, request } = input;
  const { type } = resource;
  const { object } = await itemOf(input);
  const { fields, links } = inputFrom(request.body, type, customFieldsOf(context)(type));
  return send(input, await objects.update(context, { type, id: object.id, fields, links }));
}

/** 200 with nothing in it: published clients take nothing else for success. */
async function remove(input: V3Request): Promise<FastifyReply> {
  const { objects, context, resource, reply } = input;
  const { object } = await itemOf(input);
  await objects.remove(context, { type: resource.type, id: object.id });
  return reply.send();
}
