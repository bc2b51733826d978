import type { Catalogue } from '../../../catalogue/catalogue.ts';
import { api } from './api.ts';
import { apiEndpoint, apiVersion } from './api-version.ts';
import { app, appKey } from './app.ts';
import { billingPlan, billingPlanVersion } from './billing-plan.ts';
import { announcement, discussion, discussionComment, message, messageThread } from './conversations.ts';
import { documentation } from './documentation.ts';
import { endpointsGroup } from './endpoints-group.ts';
import { graphqlSchema } from './graphql-schema.ts';
import { organization, team, teamUser } from './organization.ts';
import { planDeveloper } from './plan-developer.ts';
import { projectAllowedApi } from './project-allowed-api.ts';
import { rapidReason } from './rapid-reason.ts';
import { entityRole, role } from './role.ts';
import { subscription } from './subscription.ts';
import { targetGroup } from './target-group.ts';
import { user } from './user.ts';
import { jobRequest, workflow } from './workflow.ts';

/** What a hub is about, with the field names of the vendor's GraphQL API. The hub itself is the organization in Bellwire. */
export const rapidapiCatalogue: Catalogue = {
  dialect: 'rapidapi',
  types: {
    user,
    organization,
    team,
    team_user: teamUser,
    role,
    entity_role: entityRole,
    app,
    app_key: appKey,
    project_allowed_api: projectAllowedApi,
    api,
    // Ahead of the versions: when an API goes, its plans go, and are not first taken from versions that go too.
    billing_plan: billingPlan,
    billing_plan_version: billingPlanVersion,
    plan_developer: planDeveloper,
    api_version: apiVersion,
    api_endpoint: apiEndpoint,
    graphql_schema: graphqlSchema,
    endpoints_group: endpointsGroup,
    target_group: targetGroup,
    documentation,
    subscription,
    workflow,
    announcement,
    discussion,
    discussion_comment: discussionComment,
    message_thread: messageThread,
    message,
    job_request: jobRequest,
    rapid_reason: rapidReason,
  },
  firstObjects: [],
};
