import { Button } from '@mantine/core';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Empty } from '../../shared/ui/states.tsx';

/** An address that leads to no page. */
export function NotFound() {
  return (
    <div style={{ padding: 24 }}>
      <h1>Not found</h1>
      <p>There is no page at this address.</p>
      <Link to={paths.organizations()}>To the organizations</Link>
    </div>
  );
}

/** A page that broke: the rest of the console goes on. */
export function PageFault({ reset }: { error: unknown; reset: () => void }) {
  return (
    <Page title="This page broke">
      <Empty title="Something went wrong in this page. Nothing was changed by that.">
        <Button
          variant="default"
          onClick={() => {
            reset();
            window.location.reload();
          }}
        >
          Load it again
        </Button>
      </Empty>
    </Page>
  );
}
