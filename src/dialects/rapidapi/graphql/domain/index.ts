import { accessControlModule } from '../access-control/index.ts';
import { apiSettingsModule } from '../api-settings/index.ts';
import { apiVersionsModule } from '../api-versions/index.ts';
import { apisModule } from '../apis/index.ts';
import { appsModule } from '../apps/index.ts';
import { discussionsModule } from '../conversations/discussions.ts';
import { messagesModule } from '../conversations/messages.ts';
import { documentationModule } from '../documentation/index.ts';
import { endpointGroupsModule } from '../endpoint-groups/index.ts';
import { endpointsModule } from '../endpoints/index.ts';
import { exportsModule } from '../exports/index.ts';
import { gqlSchemasModule } from '../gql-schemas/index.ts';
import { importsModule } from '../imports/index.ts';
import { jobsModule } from '../jobs/index.ts';
import type { GraphModule } from '../module.ts';
import { organizationsModule } from '../organizations/index.ts';
import { teamsModule } from '../organizations/teams.ts';
import { planDevelopersModule } from '../plan-developers/index.ts';
import { plansModule } from '../plans/index.ts';
import { projectAllowedApisModule } from '../project-allowed-apis/index.ts';
import { reasonsModule } from '../reasons/index.ts';
import { rolesModule } from '../roles/index.ts';
import { subscriptionsModule } from '../subscriptions/index.ts';
import { targetGroupsModule } from '../target-groups/index.ts';
import { entitiesModule } from '../users/entity.ts';
import { usersModule } from '../users/index.ts';
import { workflowsModule } from '../workflows/index.ts';

/** What a hub is about. */
export const domainModules: readonly GraphModule[] = [
  usersModule,
  entitiesModule,
  organizationsModule,
  teamsModule,
  rolesModule,
  appsModule,
  projectAllowedApisModule,
  apisModule,
  apiSettingsModule,
  apiVersionsModule,
  accessControlModule,
  importsModule,
  exportsModule,
  endpointsModule,
  gqlSchemasModule,
  endpointGroupsModule,
  targetGroupsModule,
  documentationModule,
  plansModule,
  planDevelopersModule,
  subscriptionsModule,
  reasonsModule,
  workflowsModule,
  messagesModule,
  discussionsModule,
  jobsModule,
];
