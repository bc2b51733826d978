import type { Delivery } from '../api/types.ts';
import { Id } from '../ui/id.tsx';
import { Plain } from '../ui/plain.tsx';
import type { Column } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { DeliveryNote, DeliveryStatus } from './delivery-status.tsx';

/** The columns of each list of deliveries; a page leaves out what it says elsewhere. */
export function deliveryColumns({
  webhookNames,
  leaveOut = [],
}: {
  /** By id. */
  webhookNames: ReadonlyMap<string, string>;
  leaveOut?: readonly string[];
}): Column<Delivery>[] {
  const columns: Column<Delivery>[] = [
    {
      key: 'status',
      header: 'Status',
      narrow: 'main',
      cell: (delivery) => <DeliveryStatus delivery={delivery} />,
    },
    {
      key: 'event',
      header: 'Event',
      narrow: 'main',
      cell: ({ eventType }) => (
        <span className="mono">
          <Plain text={eventType} max={60} />
        </span>
      ),
    },
    {
      key: 'object',
      header: 'Object',
      narrow: 'hidden',
      cell: ({ objectType, objectId }) => (
        <>
          <Plain text={objectType} max={30} /> <Id id={objectId} />
        </>
      ),
    },
    {
      key: 'webhook',
      header: 'Webhook',
      cell: ({ webhookId }) => {
        const name = webhookNames.get(webhookId);
        return name === undefined ? <Id id={webhookId} /> : <Plain text={name} max={40} />;
      },
    },
    {
      key: 'note',
      header: 'Last answer, next try',
      cell: (delivery) => <DeliveryNote delivery={delivery} />,
    },
    { key: 'accepted', header: 'Accepted', align: 'end', cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
  return columns.filter(({ key }) => !leaveOut.includes(key));
}
