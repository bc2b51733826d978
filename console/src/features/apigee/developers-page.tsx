import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Use } from '../../shared/api/types.ts';
import { countOf } from '../../shared/format/count.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { ratePlans } from './mint.ts';
import { UsageBar } from './usage-bar.tsx';
import { usageText } from './usage-words.ts';

const columns: readonly Column<Use>[] = [
  {
    key: 'name',
    header: 'Name',
    narrow: 'main',
    cell: ({ name, key }) => <Plain text={name || key} max={60} />,
  },
  { key: 'key', header: 'E-mail address', cell: ({ key }) => <Plain text={key} max={60} /> },
  {
    key: 'type',
    header: 'Kind',
    narrow: 'hidden',
    cell: ({ type }) => (type === 'company' ? 'Company' : 'Developer'),
  },
  { key: 'plans', header: 'Plans', align: 'end', cell: ({ plans }) => plans },
  {
    key: 'plan',
    header: 'Most used',
    cell: ({ highest }) =>
      highest?.plan ? <Plain text={highest.plan.name || highest.plan.key} max={40} /> : '–',
  },
  {
    key: 'bar',
    header: 'Of its target',
    cell: ({ highest }) =>
      highest === null || highest.percent === null ? (
        <span className="muted">No target</span>
      ) : (
        <UsageBar small percent={highest.percent} label={usageText(highest)} />
      ),
  },
  {
    key: 'use',
    header: 'Use',
    align: 'end',
    cell: ({ highest }) => (highest === null ? '–' : <span className="numbers">{usageText(highest)}</span>),
  },
];

const shares = [
  { value: '', label: 'Any use' },
  ...['50', '80', '90', '100', '120'].map((share) => ({ value: share, label: `From ${share} % on` })),
];

/** Who uses how much, the highest use first. */
export function DevelopersPage() {
  const { org } = usePathValues();
  const { plan, share, missedBy, before } = useSearch();
  const go = useGo();
  const crumbs = useOrganizationCrumb();
  const plans = useQuery(ratePlans(org)).data?.ratePlan ?? [];
  const why = useWhyNot('editor', 'Making a developer');
  const create = () => go(paths.newObject(org, 'developer'));
  useNewKey('developer', create, why);
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/usage/developers', {
      path: { org },
      query: { plan, atLeast: share, missedBy, after: before },
    }),
    placeholderData: keepPreviousData,
  });
  const filtered = plan !== undefined || share !== undefined || missedBy !== undefined;
  const data = query.data && { items: query.data.items, older: query.data.next, newer: null };
  return (
    <Page
      title="Developers"
      crumbs={crumbs}
      description={
        query.data && countOf(query.data.total, 'developer or company', 'developers and companies')
      }
      actions={
        <MayButton why={why} onClick={create} leftSection={<IconPlus size={16} aria-hidden />}>
          Developer
        </MayButton>
      }
    >
      <FilterBar>
        <ChoiceFilter
          name="plan"
          label="Plan"
          options={[
            { value: '', label: 'All plans' },
            ...plans.map(({ id, displayName, name }) => ({
              value: id,
              label: plainLine(displayName || name, 60),
            })),
          ]}
        />
        <ChoiceFilter name="share" label="Use" options={shares} />
      </FilterBar>
      <List
        caption="Developers and companies, the highest use first"
        what="Developers"
        query={{ ...query, data }}
        columns={columns}
        keyOf={({ id }) => id}
        // There is a way on alone, and one to the beginning.
        pager={{ back: 'First', on: 'Next' }}
        linkTo={({ key }) => ({ to: paths.developer(org, key) })}
        empty={{ title: filtered ? 'No developer matches these filters.' : 'No developers yet.' }}
      />
    </Page>
  );
}
