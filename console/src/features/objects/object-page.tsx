import { IconEdit } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ObjectDetails, ObjectType } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { useBackKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Id } from '../../shared/ui/id.tsx';
import { JsonView } from '../../shared/ui/json-view.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { type FieldSchema, fieldsOf, fieldTitle, pluralOf, useCatalogue } from './catalogue.ts';
import { DeleteObject } from './delete-object.tsx';
import { relationTitle } from './object-form.tsx';
import { ObjectHistory } from './object-history.tsx';
import classes from './objects.module.css';
import { TypeAbsent } from './type-absent.tsx';
import { valueInWords } from './value-words.ts';

/** One object: its fields, what it hangs on, what hangs on it, and what happened to it. */
export function ObjectPage() {
  const { org, type: name, id } = usePathValues();
  const crumb = useOrganizationCrumb();
  const types = (useCatalogue(org).data?.types ?? []) as ObjectType[];
  const type = types.find((one) => one.name === name);
  const { data, error } = useQuery(
    reading('/api/v1/organizations/{org}/objects/{type}/{id}', { path: { org, type: name, id } }),
  );
  useBackKey(paths.objectsOf(org, name));
  const crumbs = [
    ...crumb,
    { label: type === undefined ? 'Objects' : pluralOf(type), to: paths.objectsOf(org, name) },
  ];
  if (type === undefined || data === undefined) {
    return (
      <Page title="Object" crumbs={crumbs}>
        {type === undefined && error === null && <TypeAbsent org={org} name={name} />}
        {type !== undefined && error === null && <Loading />}
        {error !== null && <Trouble what="The object could not be loaded." error={error} />}
        {error !== null && <ObjectHistory org={org} type={name} id={id} />}
      </Page>
    );
  }
  return (
    <Page
      title={plainLine(data.label || data.id, 120)}
      titleContent={<Plain text={data.label || data.id} />}
      crumbs={crumbs}
      actions={<Actions org={org} type={type} object={data} />}
    >
      {error !== null && <Trouble what="The object could not be read again." error={error} />}
      <div className={classes.columns}>
        <div>
          <Facts facts={factsOf(type, data)} />
        </div>
        <Related org={org} types={types} type={type} object={data} />
      </div>
      <ObjectHistory org={org} type={name} id={id} />
      <Section title="JSON">
        <JsonView text={JSON.stringify(data, null, 2)} label="The object as JSON" />
      </Section>
    </Page>
  );
}

function Actions({ org, type, object }: { org: string; type: ObjectType; object: ObjectDetails }) {
  const go = useGo();
  const why = useWhyNot('editor', `Changing a ${type.title}`);
  return (
    <>
      <MayButton
        why={why}
        leftSection={<IconEdit size={16} aria-hidden />}
        onClick={() => go(paths.editObject(org, type.name, object.id))}
      >
        Edit
      </MayButton>
      <DeleteObject org={org} type={type} object={object} />
    </>
  );
}

/** What is given, field by field; what is not, in one line, since a type may have dozens of fields. */
function factsOf(type: ObjectType, object: ObjectDetails) {
  const shown = fieldsOf(type).filter(([, { writeOnly }]) => writeOnly !== true);
  const title = (name: string, schema: FieldSchema) => plainLine(fieldTitle(name, schema), 80);
  const given = (name: string) => valueInWords(object.fields[name]) !== '–';
  const blank = shown.filter(([name]) => !given(name)).map(([name, schema]) => title(name, schema));
  return [
    { label: 'Id', value: <Id id={object.id} whole what="id" /> },
    { label: 'Number', value: <span className="numbers">{object.number}</span> },
    ...shown
      .filter(([name]) => given(name))
      .map(([name, schema]) => ({
        label: title(name, schema),
        value: <Plain text={valueInWords(object.fields[name])} max={1000} />,
      })),
    { label: 'Made', value: <Time at={object.createdAt} /> },
    { label: 'Updated', value: <Time at={object.updatedAt} /> },
    ...(blank.length === 0
      ? []
      : [{ label: 'Not given', value: <span className="muted">{blank.join(', ')}</span> }]),
  ];
}

/** Parents by name, children by count: there may be very many of these. */
function Related({
  org,
  types,
  type,
  object,
}: {
  org: string;
  types: readonly ObjectType[];
  type: ObjectType;
  object: ObjectDetails;
}) {
  const typeOf = (name: string) => types.find((one) => one.name === name);
  const parents = type.relations.flatMap(({ name, to }) =>
    (object.parents[name] ?? []).map((parent) => ({ ...parent, title: relationTitle(name, typeOf(to)) })),
  );
  return (
    <section aria-label="Related" className={classes.related}>
      <h2>Related</h2>
      {parents.length + object.children.length === 0 && (
        <p className="muted">Nothing hangs together with it.</p>
      )}
      <ul>
        {parents.map(({ id, type: parentType, label, title }) => (
          <li key={`${title} ${id}`}>
            <span className="muted">{title}</span>{' '}
            <Link to={paths.object(org, parentType, id)}>
              <Plain text={label || id} max={60} />
            </Link>
          </li>
        ))}
        {object.children.map(({ type: childType, relation, count }) => {
          const child = typeOf(childType);
          return (
            <li key={`${childType} ${relation}`}>
              <Link to={paths.objectsOf(org, childType)} search={{ under: `${relation}:${object.id}` }}>
                {`${child === undefined ? childType : pluralOf(child)} (${count})`}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
