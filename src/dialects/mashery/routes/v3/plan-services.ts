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
  await changeServices(input, plan, (ids) => [...ids, service.object.id]);
  return send(input, service);
}

async function remove(input: V3Request): Promise<FastifyReply> {
  const plan = await planOf(input);
  const { object } = await serviceOf(input, plan);
  await changeServices(input, plan, (ids) => {
    // Somebody else was faster.
    if (!ids.includes(object.id)) throw notFound('The service');
    return ids.filter((id) => id !== object.id);
  });
  return input.reply.send();
}

/**
 * The new list is made of the one that the plan has when it is saved. One that was read before would take back what others
 * did in between.
 */
async function changeServices(
  { objects, context }: V3Request,
  { object: { id } }: ObjectWithRelated,
  change: (ids: string[]) => string[],
): Promise<void> {
  await objects.operate(context, async (steps) => {
    const plan = await steps.get('plan', id);
    await steps.update(plan, {}, { services: change(plan.links.services ?? []) });
  });
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
