import type { Clock } from '../../base/clock.ts';
import type { Problem } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { compileEventSchema, type EventSchema } from '../../catalogue/event-schema/compile.ts';
import type { Queries } from '../../store/database.ts';
import {
  type EventRulesRow,
  eventRulesRead,
  eventSchemaRead,
} from '../../store/queries/event-types/event-rules-read.ts';

/** Holds published events against the schemas that their organization has registered. */
export interface EventRules {
  /** What is wrong with each of these events, in their order; fields are `type` or `data.…`. */
  problems(
    queries: Queries,
    organizationId: string,
    events: readonly { type: string; data: JsonObject }[],
  ): Promise<(Problem | null)[]>;
  /** The registered types of an organization have changed, or null: perhaps those of any. */
  forget(organizationId: string | null): void;
}

/** For a change on another node whose message was not heard. */
const keptMs = 5000;
/** More organizations than this begin anew. */
const maxOrganizations = 10_000;
const maxCompiled = 1000;

interface Known {
  rules: Promise<EventRulesRow>;
  untilMs: number;
}

export function createEventRules({ clock }: { clock: Pick<Clock, 'monotonicMs'> }): EventRules {
  const known = new Map<string, Known>();
  /** By revision, the one that was used last at the end. */
  const compiled = new Map<string, EventSchema>();

  function rulesOf(queries: Queries, organizationId: string): Promise<EventRulesRow> {
    const found = known.get(organizationId);
    if (found !== undefined && clock.monotonicMs() < found.untilMs) return found.rules;
    if (known.size >= maxOrganizations) known.clear();
    const rules = eventRulesRead(queries, organizationId);
    const entry = { rules, untilMs: clock.monotonicMs() + keptMs };
    known.set(organizationId, entry);
    rules.catch(() => {
      if (known.get(organizationId) === entry) known.delete(organizationId);
    });
    return rules;
  }

  async function schemaOf(
    queries: Queries,
    organizationId: string,
    name: string,
    revision: string,
  ): Promise<EventSchema | null> {
    const found = compiled.get(revision);
    if (found !== undefined) {
      compiled.delete(revision);
      compiled.set(revision, found);
      return found;
    }
    const row = await eventSchemaRead(queries, organizationId, name);
    if (row === null) return null;
    const schema = compileEventSchema(row.schema);
    compiled.set(row.revision, schema);
    const [oldest] = compiled.keys();
    if (compiled.size > maxCompiled && oldest !== undefined) compiled.delete(oldest);
    return schema;
  }

  return {
    async problems(queries, organizationId, events) {
      const { unknown, revisions } = await rulesOf(queries, organizationId);
      if (revisions.size === 0 && unknown === 'accept') return events.map(() => null);
      const schemas = new Map<string, EventSchema | null>();
      for (const name of new Set(events.map(({ type }) => type))) {
        const revision = revisions.get(name);
        if (revision !== undefined)
          schemas.set(name, await schemaOf(queries, organizationId, name, revision));
      }
      return events.map(({ type, data }) => {
        const schema = schemas.get(type);
        if (schema !== undefined && schema !== null) return inData(schema(data));
        if (unknown === 'accept' || schema === null) return null;
        return {
          field: 'type',
          message: `must be registered: this organization refuses types it does not know`,
        };
      });
    },
    forget(organizationId) {
      if (organizationId === null) known.clear();
      else known.delete(organizationId);
    },
  };
}

function inData(problem: Problem | null): Problem | null {
  if (problem === null) return null;
  return { ...problem, field: problem.field === '' ? 'data' : `data.${problem.field}` };
}
