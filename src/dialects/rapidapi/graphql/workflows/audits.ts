import { invalid } from '../../../../base/errors.ts';
import { objectSnapshotOf } from '../../../../pipeline/snapshot.ts';
import { rowOf } from '../../catalogue/row.ts';
import { required } from '../../operations/operation.ts';
import { type OffsetArguments, wantedOffset } from '../domain/offset-pages.ts';
import { maxListed, maxPageSize } from '../limits/limits.ts';
import type { GraphContext } from '../module.ts';

/** How a workflow has stood after each change of it. One that was never there has none. */
export async function auditsOf(
  _: unknown,
  asked: { workflowId?: number | null; pagingArgs?: OffsetArguments | null },
  { services, caller }: GraphContext,
) {
  const { pagingArgs } = asked;
  const number = required(asked.workflowId, 'workflowId');
  if (pagingArgs?.searchTerm) {
    const message = 'is not looked for in audits; leave it out';
    throw invalid('The page is not valid.', [{ field: 'searchTerm', message }]);
  }
  // Without a page: all that one may have.
  const { offset, size, all, order } = wantedOffset({ limit: maxPageSize, ...pagingArgs });
  const { versions, total } = await services.objects.versions(caller, {
    type: 'workflow',
    number,
    offset,
    direction: order[0]?.direction ?? 'ascending',
    limit: all ? maxListed : size,
  });
  const data = versions.map(({ object, operation, actor, at }) => ({
    ...rowOf(objectSnapshotOf(object), { operation, occurredAt: at }),
    elasticSearchId: `${object.id}:${object.version}`,
    id: number,
    updatedAt: at.toISOString(),
    actor,
  }));
  return { data, total };
}
