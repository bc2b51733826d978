import { type AllowedDevelopersUpdate, updateAllowedDevelopers } from '../../operations/plan-developers.ts';
import { changeMany } from '../domain/change.ts';
import { childrenOf, countOf, parentOf } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { entity } from '../users/entity.ts';

export const planDevelopersModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      """
      Invites users and teams to a plan, or takes that back; those who are not named stay. Answers with all who are
      invited. A plan that is private can be subscribed to by them and by the owner of the API. Nothing is told of it.
      """
      updateAllowedPlanDevelopers(input: AllowedPlanDevelopersUpdateInput): [AllowedPlanDeveloper]
    }
    extend type BillingPlan {
      allowedPlanDevelopers: [AllowedPlanDeveloper]
      allowedPlanDevelopersCount: Int
    }
    type AllowedPlanDeveloper {
      id: Int
      billingPlanId: String
      user: Entity
      userId: Int
      status: String
      createdAt: DateTime
      updatedAt: DateTime
    }
    input AllowedPlanDevelopersUpdateInput {
      planId: String!
      "Where it is given, it has to be that of the plan"
      apiId: String
      apiVersionId: String
      allowedPlanDevelopers: [AllowedPlanDevelopersInput]
    }
    input AllowedPlanDevelopersInput {
      "Of one who is invited; otherwise name the user"
      id: String
      "DELETED takes the invitation back"
      status: String
      user: PlanDeveloperUserInput
    }
    input PlanDeveloperUserInput {
      "A user or a team"
      id: String
      type: String
    }
  `,
  resolvers: {
    Mutation: {
      updateAllowedPlanDevelopers: (
        _: unknown,
        { input }: { input?: AllowedDevelopersUpdate | null },
        context: GraphContext,
      ) => (input ? changeMany(context, (op) => updateAllowedDevelopers(op, input)) : null),
    },
    BillingPlan: {
      allowedPlanDevelopers: (plan: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, plan, 'plan_developer', 'billingPlan'),
      allowedPlanDevelopersCount: (plan: Shown, _: unknown, context: GraphContext) =>
        countOf(context, plan, 'plan_developer', 'billingPlan'),
    },
    AllowedPlanDeveloper: {
      status: () => 'ACTIVE',
      user: async (developer: Shown, _: unknown, context: GraphContext) =>
        entity(await parentOf(context, developer, 'user', 'team')),
    },
  },
};
