import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import type { ObjectDetails, ObjectType } from '../../shared/api/types.ts';
import { useVersion } from '../../shared/api/use-version.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { theirValues } from '../../shared/ui/their-values.ts';
import { toast } from '../../shared/ui/toast.ts';
import { pluralOf, titleOf, useObjectType } from './catalogue.ts';
import { ObjectForm } from './object-form.tsx';
import { TypeAbsent } from './type-absent.tsx';
import { valuesOf } from './values.ts';

const one = '/api/v1/organizations/{org}/objects/{type}/{id}';

/** Changes an object, if nobody else did so since the form was opened. */
export function EditObjectPage() {
  const { org, type: name, id } = usePathValues();
  const type = useObjectType(org, name);
  const crumb = useOrganizationCrumb();
  const [taken, setTaken] = useState<ObjectDetails | null>(null);
  const { data, error } = useQuery(reading(one, { path: { org, type: name, id } }));
  if (type === undefined || data === undefined) {
    return (
      <Page title="Edit" crumbs={crumb} width="form">
        {type === undefined && <TypeAbsent org={org} name={name} />}
        {type !== undefined && error === null && <Loading />}
        {type !== undefined && error !== null && (
          <Trouble what="The object could not be loaded." error={error} />
        )}
      </Page>
    );
  }
  return (
    <Typed key={taken?.version ?? 'first'} org={org} type={type} object={taken ?? data} onTake={setTaken} />
  );
}

function Typed({
  org,
  type,
  object,
  onTake,
}: {
  org: string;
  type: ObjectType;
  object: ObjectDetails;
  /** Begins anew with what somebody else saved. */
  onTake: (object: ObjectDetails) => void;
}) {
  const crumb = useOrganizationCrumb();
  const go = useGo();
  const client = useQueryClient();
  // As it was when the form was opened: what is read anew meanwhile must not change what is compared.
  const [opened] = useState(() => ({ ...object, values: valuesOf(type, object) }));
  const path = { org, type: type.name, id: object.id };
  const { theirs, save } = useVersion<ObjectDetails>(opened, async () => {
    const thing = await client.fetchQuery({ ...reading(one, { path }), staleTime: 0 });
    return { thing, by: await changedBy(path, thing.updatedAt) };
  });
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
        theirs={theirValues(theirs, (thing) => valuesOf(type, thing), onTake)}
        save="Save"
        onCancel={() => go(own)}
        onSave={async (change) => {
          // The document says only that fields are an object.
          await save((version) => ask('patch', one, { path, body: { ...change, version } as never }));
          toast(`${titleOf(type)} saved.`);
          await client.invalidateQueries({ queryKey: keyOf(one) });
          void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/objects/{type}') });
          go(own);
        }}
      />
    </Page>
  );
}

/** Who made the change of that moment: the newest event of the object knows, where it tells of changes at all. */
async function changedBy(
  path: { org: string; type: string; id: string },
  at: string,
): Promise<string | null> {
  try {
    const history = '/api/v1/organizations/{org}/objects/{type}/{id}/history';
    const { items } = await ask('get', history, { path, query: { limit: 1 } });
    const [newest] = items;
    const near = newest !== undefined && Date.parse(newest.occurredAt) >= Date.parse(at) - 5000;
    return near ? newest.actor : null;
  } catch {
    // Without a name it is as true.
    return null;
  }
}
