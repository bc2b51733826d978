import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { countOf } from '../../shared/format/count.ts';
import type { DeliveryFilters } from './delivery-filters.ts';

const most = 200;

/** Says how many came since, and shows them when asked: nothing moves under the reader's hand. */
export function NewDeliveries({
  org,
  filters,
  newest,
  onShow,
}: {
  org: string;
  filters: DeliveryFilters;
  /** The id of the first row that is shown. */
  newest: string;
  onShow: () => void;
}) {
  const { data } = useQuery({
    ...reading('/api/v1/organizations/{org}/deliveries', {
      path: { org },
      query: { ...filters, after: newest, limit: most },
    }),
    refetchInterval: 5000,
    staleTime: 0,
  });
  const count = data?.items.length ?? 0;
  return (
    <div role="status" style={{ marginBlockEnd: count === 0 ? 0 : 8 }}>
      {count > 0 && (
        <Button variant="light" size="xs" fullWidth onClick={onShow}>
          {count >= most
            ? `More than ${most} new deliveries`
            : countOf(count, 'new delivery', 'new deliveries')}
        </Button>
      )}
    </div>
  );
}
