import { Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { UseDetails } from '../../shared/api/types.ts';
import { countOf } from '../../shared/format/count.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { appsOf, change, products } from './mint.ts';
import classes from './record-transactions.module.css';
import { type Recorded, recorded } from './recorded.ts';

const usage = '/api/v1/organizations/{org}/usage/developers/{developer}';

/** Reports transactions as an API gateway would, to see what comes of them. */
export function RecordTransactions({ org, holder }: { org: string; holder: UseDetails }) {
  const client = useQueryClient();
  const apps = useQuery(appsOf(org, holder)).data?.app ?? [];
  const all = useQuery(products(org)).data?.product ?? [];
  const [value, setValue] = useState({ app: '', product: '', count: '1', attribute: '', amount: '' });
  const [result, setResult] = useState<Recorded | null>(null);
  const why = useWhyNot('editor', 'Recording transactions');
  const set = (more: Partial<typeof value>) => setValue((now) => ({ ...now, ...more }));
  const app = value.app || (apps.length === 1 ? apps[0]!.name : '');
  const product = value.product || (all.length === 1 ? all[0]!.id : '');

  async function save() {
    if (app === '') throw missing('/application', 'Choose an app.');
    if (product === '') throw missing('/product', 'Choose a product.');
    const key = { path: { org, developer: holder.key } };
    const before = await client.fetchQuery({ ...reading(usage, key), staleTime: 0 });
    await change('post', '/transactions', {
      path: { org },
      body: {
        application: { id: app },
        product: { id: product },
        batchSize: Number(value.count.trim()),
        ...(value.attribute !== '' && { [`custAtt${value.attribute}`]: value.amount.trim() }),
      },
    });
    const after = await ask('get', usage, key);
    setResult(recorded(before, after));
    await client.invalidateQueries({ queryKey: keyOf(usage) });
  }

  if (why !== undefined) return <p className="muted">{why}</p>;
  return (
    <Form
      save="Record"
      onSave={save}
      dirty={false}
      known={['/application', '/product', '/batchSize', '/custAtt']}
    >
      {({ errorOf }) => (
        <>
          <div className={classes.fields}>
            <Select
              label="App"
              required
              data={apps.map(({ name }) => ({ value: name, label: plainLine(name, 60) }))}
              value={app === '' ? null : app}
              onChange={(name) => set({ app: name ?? '' })}
              error={errorOf('/application')}
              nothingFoundMessage="No app yet"
              placeholder={apps.length === 0 ? 'No app yet' : undefined}
            />
            <Select
              label="Product"
              required
              data={all.map(({ id, displayName }) => ({
                value: id,
                label: plainLine(displayName || id, 60),
              }))}
              value={product === '' ? null : product}
              onChange={(id) => set({ product: id ?? '' })}
              error={errorOf('/product')}
              nothingFoundMessage="No product yet"
            />
            <TextInput
              label="How many"
              inputMode="numeric"
              value={value.count}
              onChange={({ currentTarget }) => set({ count: currentTarget.value })}
              error={errorOf('/batchSize')}
            />
            <Select
              label="Custom attribute"
              data={[
                { value: '', label: 'None' },
                ...Array.from({ length: 10 }, (_, index) => ({
                  value: `${index + 1}`,
                  label: `Attribute ${index + 1}`,
                })),
              ]}
              value={value.attribute}
              onChange={(attribute) => set({ attribute: attribute ?? '' })}
            />
            {value.attribute !== '' && (
              <TextInput
                label="Its value"
                inputMode="decimal"
                value={value.amount}
                onChange={({ currentTarget }) => set({ amount: currentTarget.value })}
                error={errorOf('/custAtt')}
              />
            )}
          </div>
          <div role="status">{result !== null && <Result org={org} result={result} />}</div>
        </>
      )}
    </Form>
  );
}

function Result({ org, result }: { org: string; result: Recorded }) {
  const { lines, crossed } = result;
  return (
    <>
      {lines.map((line) => (
        <p key={line} className={classes.line}>
          {line}
        </p>
      ))}
      {crossed.length > 0 && (
        <p className={classes.line}>
          {`Crossed ${crossed.map(({ percent }) => `${percent} %`).join(', ')}: `}
          <Link to={paths.event(org, crossed.at(-1)!.eventId)}>
            {countOf(
              crossed.reduce((sum, { calls }) => sum + calls, 0),
              'call made',
              'calls made',
            )}
          </Link>
        </p>
      )}
    </>
  );
}

function missing(pointer: string, detail: string): ApiProblem {
  return new ApiProblem({ status: 400, code: 'invalid', detail, fields: [{ pointer, detail }] });
}
