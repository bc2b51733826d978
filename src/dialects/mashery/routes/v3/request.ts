import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../../base/errors.ts';
import { isUuid } from '../../../../base/ids.ts';
import { typeOf } from '../../../../catalogue/catalogue.ts';
import { parentId } from '../../../../catalogue/object-record.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { ObjectWithRelated } from '../../../../objects/operation.ts';
import { masheryCatalogue } from '../../catalogue/index.ts';
import { shapeFrom } from './fields-parameter.ts';
import { parameter } from './list-parameters.ts';
import type { Resource } from './resources.ts';
import { show } from './show.ts';

/** One request to a resource. */
export interface V3Request {
  objects: Objects;
  context: Context;
  resource: Resource;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The id that a path names. What is no UUID names nothing. */
export function idFrom(request: FastifyRequest, param: string, type: string): string {
  const id = (request.params as Record<string, string | undefined>)[param] ?? '';
  if (!isUuid(id)) throw notFound(`The ${typeOf(masheryCatalogue, type).title}`);
  return id.toLowerCase();
}

/** The id of the object that the items hang on, which has to be there. */
export async function parentOf({
  objects,
  context,
  resource,
  request,
}: V3Request): Promise<string | undefined> {
  const { under } = resource;
  if (under === undefined) return undefined;
  const { object } = await objects.get(context, {
    type: under.type,
    id: idFrom(request, under.param, under.type),
  });
  return object.id;
}

/** The item that the path names: it has to hang on the parent that the path names. */
export async function itemOf(input: V3Request): Promise<ObjectWithRelated> {
  const { objects, context, resource, request } = input;
  const parent = await parentOf(input);
  const found = await objects.get(context, {
    type: resource.type,
    id: idFrom(request, resource.param, resource.type),
  });
  if (resource.under !== undefined && parentId(found.object, resource.under.relation) !== parent) {
    throw notFound(`The ${typeOf(masheryCatalogue, resource.type).title}`);
  }
  return found;
}

/** Sends an object, or a list of them, in the shape that the request asks for. */
export async function send(
  { objects, context, resource, request, reply }: V3Request,
  result: ObjectWithRelated | readonly ObjectWithRelated[],
): Promise<FastifyReply> {
  const shape = shapeFrom(resource.type, parameter(request.query, 'fields'));
  const many = Array.isArray(result);
  const shown = await show(objects, context, many ? result : [result as ObjectWithRelated], shape);
  return reply.send(many ? shown : shown[0]);
}

/** The custom fields of a type in the organization that is asked. */
export function customFieldsOf({ organization }: Context): (type: string) => readonly string[] {
  return (type) => organization.settings.customFields[type] ?? [];
}
