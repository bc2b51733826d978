import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Page, Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Empty, Loading, Trouble } from '../../shared/ui/states.tsx';
import { AcceptPlan } from './accept-plan.tsx';
import { AcceptedPlan } from './accepted-plan.tsx';
import { RecordTransactions } from './record-transactions.tsx';

/** One developer or company: each accepted plan with its use, and a way to record some by hand. */
export function DeveloperPage() {
  const { org, id } = usePathValues();
  const crumb = useOrganizationCrumb();
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/usage/developers/{developer}', { path: { org, developer: id } }),
    refetchInterval: 5000,
  });
  const crumbs = [...crumb, { label: 'Developers', to: paths.developers(org) }];
  if (data === undefined) {
    return (
      <Page title="Developer" crumbs={crumbs}>
        {error === null ? <Loading /> : <Trouble what="The developer could not be loaded." error={error} />}
      </Page>
    );
  }
  const plans = data.acceptedPlans;
  return (
    <Page
      title={plainLine(data.name || data.key, 120)}
      titleContent={<Plain text={data.name || data.key} />}
      crumbs={crumbs}
      description={<Plain text={data.key} />}
      actions={<AcceptPlan org={org} holder={data} />}
    >
      {error !== null && <Trouble what="The newest use could not be loaded." error={error} />}
      <p style={{ marginBlockStart: 0 }}>
        <Link to={paths.object(org, data.type, data.id)}>Details and history</Link>
      </p>
      {plans.length === 0 && <Empty title="No plan accepted yet, so nothing is counted." />}
      {plans.map((plan) => (
        <AcceptedPlan key={plan.id} org={org} holder={data} accepted={plan} />
      ))}
      <Section title="Record transactions">
        <RecordTransactions org={org} holder={data} />
      </Section>
    </Page>
  );
}
