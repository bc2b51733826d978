import type { ObjectType, StoredObject } from '../../shared/api/types.ts';
import { Id } from '../../shared/ui/id.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { fieldsOf, fieldTitle } from './catalogue.ts';
import { valueInWords } from './value-words.ts';

/** Name, id, the fields that the catalogue picks, and the last change. */
export function objectColumns(type: ObjectType): Column<StoredObject>[] {
  const schemas = new Map(fieldsOf(type));
  return [
    {
      key: 'label',
      header: 'Name',
      narrow: 'main',
      cell: ({ label, id }) => (label === '' ? <Id id={id} /> : <Plain text={label} max={60} />),
    },
    { key: 'id', header: 'Id', narrow: 'hidden', cell: ({ id }) => <Id id={id} /> },
    ...type.columns.map(
      (name): Column<StoredObject> => ({
        key: `field ${name}`,
        header: fieldTitle(name, schemas.get(name) ?? {}),
        cell: ({ fields }) => <Plain text={valueInWords(fields[name])} max={60} />,
      }),
    ),
    { key: 'updated', header: 'Updated', align: 'end', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
  ];
}
