/** Every address of the console, made in one place. Values are encoded; none can lead elsewhere. */
const part = (value: string) => encodeURIComponent(value);
const of = (org: string) => `/o/${part(org)}`;

export const paths = {
  signIn: () => '/signin',
  organizations: () => '/orgs',
  newOrganization: () => '/orgs/new',
  tokens: () => '/tokens',
  operate: () => '/operate',
  installationAudit: () => '/audit',

  overview: (org: string) => of(org),
  webhooks: (org: string) => `${of(org)}/webhooks`,
  newWebhook: (org: string) => `${of(org)}/webhooks/new`,
  webhook: (org: string, id: string) => `${of(org)}/webhooks/${part(id)}`,
  webhookSettings: (org: string, id: string) => `${of(org)}/webhooks/${part(id)}/settings`,
  deliveries: (org: string) => `${of(org)}/deliveries`,
  delivery: (org: string, id: string) => `${of(org)}/deliveries/${part(id)}`,
  event: (org: string, id: string) => `${of(org)}/events/${part(id)}`,
  jobs: (org: string) => `${of(org)}/jobs`,
  job: (org: string, id: string) => `${of(org)}/jobs/${part(id)}`,
  settings: (org: string) => `${of(org)}/settings`,
  audit: (org: string) => `${of(org)}/settings/audit`,

  objects: (org: string) => `${of(org)}/objects`,
  objectsOf: (org: string, type: string) => `${of(org)}/objects/${part(type)}`,
  newObject: (org: string, type: string) => `${of(org)}/objects/${part(type)}/new`,
  object: (org: string, type: string, id: string) => `${of(org)}/objects/${part(type)}/${part(id)}`,
  editObject: (org: string, type: string, id: string) => `${of(org)}/objects/${part(type)}/${part(id)}/edit`,

  rapidapiEvents: (org: string) => `${of(org)}/rapidapi/events`,
  rapidapiEventLogs: (org: string) => `${of(org)}/rapidapi/event-logs`,
  ratePlans: (org: string) => `${of(org)}/apigee/rate-plans`,
  packages: (org: string) => `${of(org)}/apigee/packages`,
  products: (org: string) => `${of(org)}/apigee/products`,
  developers: (org: string) => `${of(org)}/apigee/developers`,
  developer: (org: string, id: string) => `${of(org)}/apigee/developers/${part(id)}`,
  integration: (org: string) => `${of(org)}/mashery/integration`,
  recentEvents: (org: string) => `${of(org)}/mashery/recent`,
} as const;
