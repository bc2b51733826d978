import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { keyOf } from '../../shared/api/query.ts';
import type { ObjectType } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { pluralOf, titleOf, useObjectType } from './catalogue.ts';
import { ObjectForm } from './object-form.tsx';
import { TypeAbsent } from './type-absent.tsx';
import { valuesOf } from './values.ts';

/** Makes an object of a type. */
export function NewObjectPage() {
  const { org, type: name } = usePathValues();
  const type = useObjectType(org, name);
  const crumb = useOrganizationCrumb();
  if (type === undefined) {
    return (
      <Page title="New object" crumbs={crumb} width="form">
        <TypeAbsent org={org} name={name} />
      </Page>
    );
  }
  return <Typed org={org} type={type} />;
}

function Typed({ org, type }: { org: string; type: ObjectType }) {
  const crumb = useOrganizationCrumb();
  const go = useGo();
  const client = useQueryClient();
  const [initial] = useState(() => valuesOf(type));
  return (
    <Page
      title={`New ${type.title}`}
      crumbs={[...crumb, { label: pluralOf(type), to: paths.objectsOf(org, type.name) }]}
      width="form"
    >
      <ObjectForm
        org={org}
        type={type}
        initial={initial}
        editing={false}
        save={`Create ${type.title}`}
        onCancel={() => go(paths.objectsOf(org, type.name))}
        onSave={async (body) => {
          const made = await ask('post', '/api/v1/organizations/{org}/objects/{type}', {
            path: { org, type: type.name },
            // The document says only that fields are an object.
            body: body as never,
          });
          toast(`${titleOf(type)} made.`);
          void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/objects/{type}') });
          go(paths.object(org, type.name, made.id));
        }}
      />
    </Page>
  );
}
