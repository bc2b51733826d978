import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Copy } from '../../shared/ui/copy.tsx';
import { Section } from '../../shared/ui/page.tsx';
import classes from './overview.module.css';

/** What to do in an organization where nothing is yet. */
export function FirstSteps({ org }: { org: string }) {
  const line = `curl ${window.location.origin}/api/v1/organizations/${org}/events -H 'authorization: Bearer <token>' -H 'content-type: application/json' -d '{"type":"invoice.paid","object":{"type":"invoice","id":"1"},"data":{"amount":12}}'`;
  return (
    <Section title="First steps">
      <ol className={classes.steps}>
        <li>
          <strong>Add a webhook.</strong> An address that is called when something changes.{' '}
          <Link to={paths.newWebhook(org)}>Add a webhook</Link>
        </li>
        <li>
          <strong>Give clients a way in.</strong> An API key or a user, for the APIs of the dialect.{' '}
          <Link to={paths.settings(org)}>Credentials</Link>
        </li>
        <li>
          <strong>Make a change</strong> through the dialect's API, or publish an event of your own:
          <div className={classes.line}>
            <code>{line}</code>
            <Copy text={line} what="the line" />
          </div>
          <span className="muted" role="status">
            Waiting for the first event …
          </span>
        </li>
      </ol>
    </Section>
  );
}
