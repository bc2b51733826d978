import type { Page, PageRequest } from '../../base/page.ts';
import type { OrganizationContents } from '../../store/queries/organizations/organization-contents.ts';
import type { Organization } from '../../store/records/organization.ts';
import type { Principal } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';
import { createOrganization, type NewOrganization } from './create.ts';
import { getOrganization } from './get.ts';
import { listOrganizations } from './list.ts';
import { previewOrganizationRemoval } from './preview-removal.ts';
import { removeOrganization } from './remove.ts';
import { type OrganizationChange, updateOrganization } from './update.ts';

/** The verbs on organizations. */
export interface Organizations {
  create(principal: Principal, input: NewOrganization): Promise<Organization>;
  list(principal: Principal, page: PageRequest & { q?: string | undefined }): Promise<Page<Organization>>;
  get(principal: Principal, reference: string): Promise<Organization>;
  update(context: OrganizationContext, change: OrganizationChange): Promise<Organization>;
  /** How much the removal would take along. Does nothing. */
  previewRemoval(context: OrganizationContext): Promise<OrganizationContents>;
  remove(context: OrganizationContext, confirm: string | undefined): Promise<void>;
}

export function createOrganizations(services: AccessServices): Organizations {
  return {
    create: (principal, input) => createOrganization(services, principal, input),
    list: (principal, page) => listOrganizations(services, principal, page),
    get: (principal, reference) => getOrganization(services, principal, reference),
    update: (context, change) => updateOrganization(services, context, change),
    previewRemoval: (context) => previewOrganizationRemoval(services, context),
    remove: (context, confirm) => removeOrganization(services, context, confirm),
  };
}
