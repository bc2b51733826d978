import type { FastifyReply } from 'fastify';
import { notFound } from '../../../../base/errors.ts';
import type { ObjectWithRelated } from '../../../../objects/operation.ts';
import { idIn } from './body.ts';
import { listFrom } from './list-parameters.ts';
import { customFieldsOf, idFrom, itemOf, send, type V3Request } from './request.ts';
import { type Resource, resources } from './resources.ts';

/** The services of a plan are not owned by it, only named: POST and DELETE change the plan's list. */
export const planServices: Resource = {
  path: '/packages/:packageId/plans/:planId/services',
  param: 'serviceId',
  type: 'service',
  collection: ['list', 'create'],
  item: ['get', 'remove'],
};

const plans = resources.find(({ type }) => type === 'plan')!;

/** As for other resources, but on the relation between plan and service. */
export const planServiceVerbs: Readonly<Record<string, (input: V3Request) => Promise<FastifyReply>>> = {
  list,
  create: add,
  get: async (input) => send(input, await serviceOf(input, await planOf(input))),
  remove,
};

async function list(input: V3Request): Promise<FastifyReply> {
  const { objects, context, request, reply } = input;
  const ids = servicesOf(await planOf(input));
  const { filter, ...page } = listFrom(request.query, 'service', customFieldsOf(context));
  const among = { any: ids.map((id) => ({ field: 'id', comparison: 'equals' as const, value: id })) };
  const found = await objects.list(context, {
    type: 'service',
    ...page,
    filter: filter === undefined ? among : { all: [among, filter] },
  });
  reply.header('x-total-count', found.total);
  return send(input, found.objects);
}

async function add(input: V3Request): Promise<FastifyReply> {
  const { objects, context, request } = input;
  const plan = await planOf(input);
  const service = await objects.get(context, { type: 'service', id: idIn(request.body) });
  await link(input, plan, [...servicesOf(plan), service.object.id]);
  return send(input, service);
}

async function remove(input: V3Request): Promise<FastifyReply> {
  const plan = await planOf(input);
  const { object } = await serviceOf(input, plan);
  const others = servicesOf(plan).filter((id) => id !== object.id);
  await link(input, plan, others);
  return input.reply.send();
}

async function link({ objects, context }: V3Request, plan: ObjectWithRelated, ids: string[]): Promise<void> {
  const services = [...new Set(ids)];
  await objects.update(context, { type: 'plan', id: plan.object.id, fields: {}, links: { services } });
}

async function planOf(input: V3Request): Promise<ObjectWithRelated> {
  return itemOf({ ...input, resource: plans });
}

async function serviceOf(input: V3Request, plan: ObjectWithRelated): Promise<ObjectWithRelated> {
  const id = idFrom(input.request, planServices.param, 'service');
  if (!servicesOf(plan).includes(id)) throw notFound('The service');
  return input.objects.get(input.context, { type: 'service', id });
}

function servicesOf({ object }: ObjectWithRelated): string[] {
  return object.links.services ?? [];
}
