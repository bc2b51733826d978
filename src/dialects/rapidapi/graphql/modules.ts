import { absentModule } from './absent/index.ts';
import { adminAuditLogsModule } from './admin-audit-logs/index.ts';
import { baseModule } from './base/index.ts';
import { domainModules } from './domain/index.ts';
import { eventConfigModule } from './event-config/index.ts';
import { eventLogsModule } from './event-logs/index.ts';
import { eventTypesModule } from './event-types/index.ts';
import { eventUrlsModule } from './event-urls/index.ts';
import type { GraphModule } from './module.ts';
import { testEventsModule } from './test-events/index.ts';

/** Everything that the Platform API is made of. A new resource is a folder and a line here. */
export const graphModules: readonly GraphModule[] = [
  baseModule,
  absentModule,
  adminAuditLogsModule,
  eventConfigModule,
  eventLogsModule,
  eventTypesModule,
  eventUrlsModule,
  testEventsModule,
  ...domainModules,
];
