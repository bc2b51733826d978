import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ObjectDetails, ObjectType, RemovalPreview } from '../../shared/api/types.ts';
import { countOf } from '../../shared/format/count.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Trouble } from '../../shared/ui/states.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { titleOf, useCatalogue } from './catalogue.ts';

const removal = '/api/v1/organizations/{org}/objects/{type}/{id}/removal';

/** Says what goes along and who is told, then asks. */
export function DeleteObject({
  org,
  type,
  object,
}: {
  org: string;
  type: ObjectType;
  object: ObjectDetails;
}) {
  const [opened, setOpened] = useState(false);
  const why = useWhyNot('editor', `Deleting a ${type.title}`);
  const go = useGo();
  const client = useQueryClient();
  const path = { org, type: type.name, id: object.id };
  const preview = useQuery({
    ...reading(removal, { path }),
    enabled: opened,
    staleTime: 0,
    retry: false,
  });
  const name = plainLine(object.label || object.id, 80);

  async function remove() {
    await ask('delete', '/api/v1/organizations/{org}/objects/{type}/{id}', { path });
    toast(`${titleOf(type)} deleted.`);
    go(paths.objectsOf(org, type.name));
    await client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/objects/{type}') });
  }

  return (
    <>
      <MayButton why={why} variant="outline" color="red" onClick={() => setOpened(true)}>
        Delete
      </MayButton>
      <Confirm
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Delete ${name}?`}
        act={`Delete ${type.title}`}
        danger
        onAct={remove}
      >
        <div role="status">
          {preview.isFetching && <p>Looking what goes along …</p>}
          {preview.data !== undefined && !preview.isFetching && (
            <Consequences org={org} preview={preview.data} />
          )}
        </div>
        {preview.error !== null && !preview.isFetching && (
          <Trouble what="It cannot be deleted as it is." error={preview.error} />
        )}
      </Confirm>
    </>
  );
}

function Consequences({ org, preview }: { org: string; preview: RemovalPreview }) {
  const types = (useCatalogue(org).data?.types ?? []) as ObjectType[];
  const words = (name: string, count: number) => {
    const type = types.find((one) => one.name === name);
    return countOf(count, type?.title ?? name, (type?.plural ?? name).replaceAll('_', ' '));
  };
  const list = (operation: string) =>
    preview.changes
      .filter((change) => change.operation === operation)
      .map(({ type, count }) => words(type, count));
  const deleted = list('deleted');
  const updated = list('updated');
  return (
    <>
      <p>{`Deletes ${new Intl.ListFormat('en').format(deleted)}. There is no way back.`}</p>
      {updated.length > 0 && <p>{`Changes ${new Intl.ListFormat('en').format(updated)}.`}</p>}
      <p>
        {preview.events === 0
          ? 'Nothing is told of it.'
          : `${countOf(preview.events, 'event goes', 'events go')} to those of ${countOf(preview.webhooks, 'webhook', 'webhooks')} that want them.`}
      </p>
    </>
  );
}
