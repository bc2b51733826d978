import { childrenOf, countOf } from '../domain/load.ts';
import { recordOf, type Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

const names: Readonly<Record<string, string>> = { user: 'User', team: 'Team', organization: 'Organization' };

/** A party, whichever it is. */
export function entity(party: Shown | null): Shown | null {
  return party === null ? null : { ...party, type: names[recordOf(party).type] ?? null };
}

/** What a party has: its relations are called as its type is. */
const has = (type: string) => (party: Shown, _: unknown, context: GraphContext) =>
  childrenOf(context, party, type, recordOf(party).type);

export const entitiesModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    "A user, a team or an organization: whatever can own something"
    type Entity {
      id: String!
      type: String
      name: String
      slugifiedName: String
      email: String
      username: String
      thumbnail: String
      "Of users alone, as the three that follow"
      company: String
      position: String
      location: String
      bio: String
      numOfProjects: Int
      "Those that run"
      numOfSubscriptions: Int
      subscriptions: [BillingSubscription]
      publishedApisList: [Api]
      "The same"
      apis: [Api]
      createdAt: DateTime
    }
  `,
  resolvers: {
    Entity: {
      numOfProjects: (party: Shown, _: unknown, context: GraphContext) =>
        countOf(context, party, 'app', recordOf(party).type),
      numOfSubscriptions: (party: Shown, _: unknown, context: GraphContext) =>
        countOf(context, party, 'subscription', recordOf(party).type, { status: 'ACTIVE' }),
      subscriptions: has('subscription'),
      publishedApisList: has('api'),
      apis: has('api'),
    },
  },
};
