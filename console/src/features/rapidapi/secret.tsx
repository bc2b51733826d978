import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useWhyNot } from '../../shared/api/session.ts';
import { countOf } from '../../shared/format/count.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { Copy } from '../../shared/ui/copy.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Trouble } from '../../shared/ui/states.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { askGraph } from './graph.ts';

const overlaps = [
  { value: '0', label: 'stops at once' },
  { value: '3600', label: 'signs for another hour' },
  { value: '86400', label: 'signs for another day' },
];

/** The secret that all callback URLs share. It is fetched when somebody wants to see it, and not before. */
export function Secret({ org, urls, known }: { org: string; urls: number; known: boolean }) {
  const [shown, setShown] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const [overlap, setOverlap] = useState('0');
  const why = useWhyNot('editor', 'The secret');

  async function reveal() {
    setError(null);
    const data = await askGraph<{ eventConfig: { secret: string } | null }>(
      org,
      '{ eventConfig { secret } }',
    );
    setShown(data.eventConfig?.secret ?? '');
  }

  async function generate() {
    const data = await askGraph<{ upsertEventConfig: { secret: string } }>(
      org,
      'mutation A($input: EventConfigUpdateInput!) { upsertEventConfig(input: $input) { secret } }',
      { input: { shouldGenerateSecret: true, secretOverlapSeconds: Number(overlap) } },
    );
    setShown(data.upsertEventConfig.secret);
    toast('There is a new secret.');
  }

  return (
    <Section title="Secret">
      <p className="muted" style={{ marginBlockStart: 0 }}>
        Each call carries it in the header <code>x-rapidapi-webhook-secret</code>, for the receiver to
        compare.
      </p>
      {!known && <p>It is made when event triggers are first switched on.</p>}
      {known && (
        <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
          {shown === null ? (
            <span className="mono" aria-hidden>
              ••••••••••••
            </span>
          ) : (
            <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
              <code className="mono">{shown}</code>
              <Copy text={shown} what="the secret" />
            </span>
          )}
          {shown === null ? (
            <MayButton why={why} variant="default" size="compact-sm" onClick={() => reveal().catch(setError)}>
              Reveal
            </MayButton>
          ) : (
            <Button variant="default" size="compact-sm" onClick={() => setShown(null)}>
              Hide
            </Button>
          )}
          <MayButton why={why} variant="default" size="compact-sm" onClick={() => setAsking(true)}>
            Generate new
          </MayButton>
        </div>
      )}
      {error !== null && <Trouble what="The secret could not be shown." error={error} />}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Generate a new secret?"
        act="Generate new"
        danger
        onAct={generate}
      >
        <p>
          {`${countOf(urls, 'URL gets', 'URLs get')} the new secret with the next event. Receivers that compare it have to know it by then.`}
        </p>
        <Select
          label="The old secret"
          data={overlaps}
          value={overlap}
          onChange={(value) => setOverlap(value ?? '0')}
          description="Signatures only: the header has the new one from now on."
        />
      </Confirm>
    </Section>
  );
}
