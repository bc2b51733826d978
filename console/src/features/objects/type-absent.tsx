import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Empty, Loading, Trouble } from '../../shared/ui/states.tsx';
import { useCatalogue } from './catalogue.ts';

/** What stands for a type: until the catalogue is read, where that failed, and where it has none of this name. */
export function TypeAbsent({ org, name }: { org: string; name: string | undefined }) {
  const { data, error, refetch } = useCatalogue(org);
  if (data === undefined && error !== null) {
    return <Trouble what="The catalogue could not be loaded." error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Loading />;
  return (
    <Empty
      title={name === undefined ? 'There are no types here.' : `There is no type ${name.slice(0, 60)} here.`}
    >
      {name !== undefined && <Link to={paths.objects(org)}>To the objects</Link>}
    </Empty>
  );
}
