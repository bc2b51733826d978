import type { Page, PageRequest } from '../../base/page.ts';
import type { Credential } from '../../store/records/credential.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';
import { type CreatedCredential, createCredential, type NewCredential } from './create.ts';
import { listCredentials } from './list.ts';
import { removeCredential } from './remove.ts';

/** The verbs on what a dialect's clients sign in with. */
export interface Credentials {
  create(context: OrganizationContext, input: NewCredential): Promise<CreatedCredential>;
  list(context: OrganizationContext, page: PageRequest): Promise<Page<Credential>>;
  remove(context: OrganizationContext, id: string): Promise<void>;
}

export function createCredentials(services: AccessServices): Credentials {
  return {
    create: (context, input) => createCredential(services, context, input),
    list: (context, page) => listCredentials(services, context, page),
    remove: (context, id) => removeCredential(services, context, id),
  };
}
