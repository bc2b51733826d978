import {
  createApiVersions,
  deleteApiVersion,
  updateApiVersions,
} from '../../../src/dialects/rapidapi/operations/api-versions.ts';
import { createApi, deleteApi, updateApi } from '../../../src/dialects/rapidapi/operations/apis.ts';
import { createApp, createAppKey } from '../../../src/dialects/rapidapi/operations/apps.ts';
import type { Operation } from '../../../src/dialects/rapidapi/operations/operation.ts';
import {
  createOrganization,
  deleteOrganization,
  updateOrganization,
} from '../../../src/dialects/rapidapi/operations/organizations.ts';
import { createPlan, deletePlans, updatePlan } from '../../../src/dialects/rapidapi/operations/plans.ts';
import { deleteSubscriptions, subscribe } from '../../../src/dialects/rapidapi/operations/subscriptions.ts';
import { createTeam, deleteTeam } from '../../../src/dialects/rapidapi/operations/teams.ts';
import type { Stored } from './world.ts';

/** Something that can be done to a hub: what it is done to, what the rules say is told of it, and the doing. */
export interface Act {
  work(operation: Operation): Promise<unknown>;
  /** In order: the name of the event type, and of how many objects it tells. */
  told: [name: string, rows: number][];
}

/** What a history may do next, where there is something to do it to; `pick` chooses among several. */
export type ActOf = (hub: HubView, pick: Pick) => Act | null;

export type Pick = <T>(from: readonly T[]) => T | undefined;

/** The objects of a hub by what they hang on. */
export interface HubView {
  all(type: string): Stored[];
  under(parent: Stored | readonly Stored[], type: string): Stored[];
  next(word: string): string;
}

export function viewOf(objects: ReadonlyMap<string, Stored>, next: HubView['next']): HubView {
  const all = (type: string) => [...objects.values()].filter((object) => object.type === type);
  return {
    next,
    all,
    under: (parent, type) => {
      const ids = new Set([parent].flat().map((one) => (one as Stored).id));
      return all(type).filter(({ parents }) => parents.some((id) => ids.has(id)));
    },
  };
}

const outward = (prefix: string, { id }: Stored) => `${prefix}_${id}`;
const isActive = ({ fields }: Stored) => fields.status === 'ACTIVE';

/** Leaves out what tells of nothing. */
const some = (...told: [string, number][]) => told.filter(([, rows]) => rows > 0);

export const acts: Readonly<Record<string, ActOf>> = {
  createOrganization: ({ next }) => ({
    work: (op) => createOrganization(op, { name: next('Org'), email: 'bills@example.com', seats: 3 }),
    told: [
      ['ORGANIZATION.CREATED', 1],
      ['TEAM.CREATED', 1],
      ['APP.CREATED', 1],
      ['APPKEY.CREATED', 1],
      ['SUBSCRIPTION.CREATED', 1],
    ],
  }),

  createTeam: (hub, pick) => {
    const organization = pick(hub.all('organization'));
    return organization === undefined
      ? null
      : {
          work: (op) => createTeam(op, { organizationId: organization.number, name: hub.next('Team') }),
          told: [
            ['TEAM.CREATED', 1],
            ['APP.CREATED', 1],
            ['APPKEY.CREATED', 1],
          ],
        };
  },

  createApp: (hub, pick) => {
    const team = pick(hub.all('team'));
    return team === undefined
      ? null
      : {
          work: (op) => createApp(op, { projectOwner: String(team.number), projectName: hub.next('App') }),
          told: [
            ['APP.CREATED', 1],
            ['APPKEY.CREATED', 1],
          ],
        };
  },

  createKey: (hub, pick) => {
    const app = pick(hub.all('app'));
    return app === undefined
      ? null
      : {
          work: (op) => createAppKey(op, { projectId: String(app.number), name: hub.next('Key') }),
          told: [['APPKEY.CREATED', 1]],
        };
  },

  updateOrganization: (hub, pick) => {
    const organization = pick(hub.all('organization'));
    return organization === undefined
      ? null
      : {
          work: (op) =>
            updateOrganization(op, { organizationId: organization.number, name: hub.next('Renamed') }),
          told: [
            ['ORGANIZATION.UPDATED', 1],
            ['TEAM.UPDATED', 1],
          ],
        };
  },

  deleteTeam: (hub, pick) => {
    const team = pick(hub.all('team').filter(({ fields }) => fields.isDefault !== true));
    if (team === undefined) return null;
    const apis = hub.under(team, 'api');
    const apps = hub.under(team, 'app');
    return {
      work: (op) => deleteTeam(op, String(team.number)),
      told: some(
        ['BILLINGPLAN.DELETED', hub.under(apis, 'billing_plan').length],
        ['API.DELETED', apis.length],
        ['APPKEY.DELETED', hub.under(apps, 'app_key').length],
        ['APP.DELETED', apps.length],
        ['TEAM.DELETED', 1],
      ),
    };
  },

  deleteOrganization: (hub, pick) => {
    const organization = pick(hub.all('organization'));
    if (organization === undefined) return null;
    const teams = hub.under(organization, 'team');
    const apis = hub.under(teams, 'api');
    return {
      work: (op) => deleteOrganization(op, String(organization.number)),
      told: some(
        ['BILLINGPLAN.DELETED', hub.under(apis, 'billing_plan').length],
        ['API.DELETED', apis.length],
        ['SUBSCRIPTION.DELETED', 1],
        ['APP.DELETED', hub.under(teams, 'app').length],
        ['TEAM.DELETED', teams.length],
        ['ORGANIZATION.DELETED', 1],
      ),
    };
  },

  createApi: (hub, pick) => {
    const team = pick(hub.all('team'));
    return team === undefined
      ? null
      : {
          work: (op) =>
            createApi(op, {
              name: hub.next('API'),
              description: 'x',
              category: 'x',
              ownerId: String(team.number),
            }),
          told: [
            ['API.CREATED', 1],
            ['APIVERSION.CREATED', 1],
            ['BILLINGPLAN.CREATED', 1],
            ['API.UPDATED', 1],
            ['SUBSCRIPTION.CREATED', 1],
          ],
        };
  },

  updateApi: (hub, pick) => {
    const api = pick(hub.all('api'));
    return api === undefined
      ? null
      : {
          work: (op) => updateApi(op, { id: outward('api', api), description: hub.next('description') }),
          told: [
            ['API.UPDATED', 1],
            ['APIVERSION.UPDATED', 1],
          ],
        };
  },

  deleteApi: (hub, pick) => {
    const api = pick(hub.all('api'));
    return api === undefined
      ? null
      : {
          work: (op) => deleteApi(op, outward('api', api)),
          told: some(['BILLINGPLAN.DELETED', hub.under(api, 'billing_plan').length], ['API.DELETED', 1]),
        };
  },

  createVersions: (hub, pick) => {
    const api = pick(hub.all('api'));
    if (api === undefined) return null;
    const names = [hub.next('v'), hub.next('v')];
    return {
      work: (op) =>
        createApiVersions(
          op,
          names.map((name) => ({ api: outward('api', api), name })),
        ),
      told: some(
        ['APIVERSION.CREATED', names.length],
        ['BILLINGPLAN.UPDATED', hub.under(api, 'billing_plan').filter(isActive).length],
      ),
    };
  },

  makeCurrent: (hub, pick) => {
    const version = pick(hub.all('api_version').filter(({ fields }) => fields.current !== true));
    return version === undefined
      ? null
      : {
          work: (op) =>
            updateApiVersions(op, [{ apiVersionId: outward('apiversion', version), current: true }]),
          told: [
            ['APIVERSION.UPDATED', 2],
            ['API.UPDATED', 1],
          ],
        };
  },

  deleteVersion: (hub, pick) => {
    const version = pick(hub.all('api_version').filter(({ fields }) => fields.current !== true));
    return version === undefined
      ? null
      : {
          work: (op) => deleteApiVersion(op, outward('apiversion', version)),
          told: [],
        };
  },

  createPlan: (hub, pick) => {
    const api = pick(hub.all('api'));
    const version = api && pick(hub.under(api, 'api_version'));
    return api === undefined || version === undefined
      ? null
      : {
          work: (op) =>
            createPlan(op, {
              api: outward('api', api),
              apiVersion: outward('apiversion', version),
              name: hub.next('Plan'),
              type: 'MONTHLY',
              price: 1,
            }),
          told: [
            ['BILLINGPLAN.CREATED', 1],
            ['APIVERSION.UPDATED', 1],
            ['API.UPDATED', 1],
          ],
        };
  },

  updatePlan: (hub, pick) => {
    const plan = pick(hub.all('billing_plan').filter(isActive));
    return plan === undefined
      ? null
      : {
          work: (op) =>
            updatePlan(op, { billingPlanId: outward('billingplan', plan), name: hub.next('Plan'), price: 2 }),
          told: [
            ['BILLINGPLAN.UPDATED', 1],
            ['APIVERSION.UPDATED', 1],
            ['API.UPDATED', 1],
          ],
        };
  },

  deletePlans: (hub, pick) => {
    const api = pick(hub.all('api'));
    const plans = api === undefined ? [] : hub.under(api, 'billing_plan').filter(isActive);
    return plans.length === 0
      ? null
      : {
          work: (op) =>
            deletePlans(
              op,
              plans.map((plan) => outward('billingplan', plan)),
            ),
          told: [['BILLINGPLAN.UPDATED', plans.length]],
        };
  },

  subscribe: (hub, pick) => {
    const team = pick(hub.all('team'));
    const plan = pick(hub.all('billing_plan').filter(isActive));
    const version =
      plan && hub.under(plan, 'billing_plan_version').find(({ fields }) => fields.current === true);
    if (team === undefined || version === undefined) return null;
    const [apiId, billingPlanVersionId] = [
      String(plan?.fields.apiId),
      outward('billingplanversion', version),
    ];
    const running = hub
      .under(team, 'subscription')
      .find(({ fields }) => fields.runsFor === `${team.number} ${apiId}`);
    if (running?.fields.billingPlanVersionId === billingPlanVersionId) return null;
    return {
      work: (op) => subscribe(op, { apiId, billingPlanVersionId, ownerId: String(team.number) }),
      told: [
        ['SUBSCRIPTION.CREATED', 1],
        ['SUBSCRIPTION.UPDATED', 1],
      ],
    };
  },

  cancel: (hub, pick) => {
    const running = hub
      .all('subscription')
      .filter(({ fields }) => fields.type === 'API' && fields.status === 'ACTIVE');
    const subscription = pick(running);
    return subscription === undefined
      ? null
      : {
          work: (op) => deleteSubscriptions(op, [String(subscription.number)]),
          told: [['SUBSCRIPTION.UPDATED', 1]],
        };
  },
};
