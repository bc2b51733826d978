import { Outlet } from '@tanstack/react-router';
import { useOrganizationRead } from '../../shared/api/organization.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Trouble } from '../../shared/ui/states.tsx';

/** The page. Where its organization cannot be had, that alone: no page would come any further without it. */
export function Here() {
  const { data, error, refetch } = useOrganizationRead();
  if (error === null || data !== undefined) return <Outlet />;
  const absent = error instanceof ApiProblem && error.status === 404;
  return (
    <Page title={absent ? 'No such organization' : 'Organization'}>
      <Trouble
        what={absent ? 'There is no organization of this key.' : 'The organization could not be loaded.'}
        error={error}
        {...(!absent && { onRetry: () => void refetch() })}
      />
      <p>
        <Link to={paths.organizations()}>To the organizations</Link>
      </p>
    </Page>
  );
}
