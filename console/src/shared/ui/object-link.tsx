import { paths } from '../paths.ts';
import { Link } from '../routing/link.tsx';
import { Id } from './id.tsx';
import { Plain } from './plain.tsx';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An object by its id; a link where Bellwire itself gave it. What other systems publish may be called anything. */
export function ObjectLink({ org, type, id }: { org: string; type: string; id: string }) {
  if (!uuid.test(id)) return <Plain text={id} max={80} />;
  return (
    <Link to={paths.object(org, type, id)}>
      <Id id={id} />
    </Link>
  );
}
