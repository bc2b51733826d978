import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import type { ObjectDetails, ObjectType } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { pluralOf, titleOf, useObjectType } from './catalogue.ts';
import { ObjectForm } from './object-form.tsx';
import { valuesOf } from './values.ts';

const one = '/api/v1/organizations/{org}/objects/{type}/{id}';

/** Changes an object, if nobody else did so since the form was opened. */
export function EditObjectPage() {
  const { org, type: name, id } = usePathValues();
  const type = useObjectType(org, name);
  const crumb = useOrganizationCrumb();
  const { data, error } = useQuery(reading(one, { path: { org, type: name, id } }));
  if (type === undefined || data === undefined) {
    return (
      <Page title="Edit" crumbs={crumb} width="form">
        {error === null ? <Loading /> : <Trouble what="The object could not be loaded." error={error} />}
      </Page>
    );
  }
  return <Typed org={org} type={type} object={data} />;
}

function Typed({ org, type, object }: { org: string; type: ObjectType; object: ObjectDetails }) {
  const crumb = useOrganizationCrumb();
  const go = useGo();
  const client = useQueryClient();
  // As it was when the form was opened: what is read anew meanwhile must not change what is compared.
  const [opened] = useState(() => ({ values: valuesOf(type, object), version: object.version }));
  const own = paths.object(org, type.name, object.id);
  return (
    <Page
      title={`Edit ${plainLine(object.label || type.title, 80)}`}
      crumbs={[
        ...crumb,
        { label: pluralOf(type), to: paths.objectsOf(org, type.name) },
        { label: plainLine(object.label || object.id, 40), to: own },
      ]}
      width="form"
    >
      <ObjectForm
        org={org}
        type={type}
        initial={opened.values}
        editing
        save="Save"
        onCancel={() => go(own)}
        onSave={async (change) => {
          await ask('patch', one, {
            path: { org, type: type.name, id: object.id },
            // The document says only that fields are an object.
            body: { ...change, version: opened.version } as never,
          });
          toast(`${titleOf(type)} saved.`);
          await client.invalidateQueries({ queryKey: keyOf(one) });
          void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/objects/{type}') });
          go(own);
        }}
      />
    </Page>
  );
}
