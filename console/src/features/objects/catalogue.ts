import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import type { ObjectType } from '../../shared/api/types.ts';

/** One field, in the terms of JSON Schema. */
export interface FieldSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
  items?: FieldSchema;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  anyOf?: FieldSchema[];
  readOnly?: boolean;
  writeOnly?: boolean;
}

/** The types of an organization. They change with its settings alone. */
export function useCatalogue(org: string) {
  return useQuery({
    ...reading('/api/v1/organizations/{org}/catalogue', { path: { org } }),
    staleTime: 60_000,
  });
}

export function useObjectType(org: string, name: string): ObjectType | undefined {
  return useCatalogue(org).data?.types.find((type) => (type as ObjectType).name === name) as
    | ObjectType
    | undefined;
}

/** The fields in the order of the catalogue. */
export function fieldsOf(type: ObjectType): [string, FieldSchema][] {
  return Object.entries((type.schema as FieldSchema).properties ?? {});
}

/** "Package key", "Package keys": with a capital, as a heading has it. */
export function titleOf({ title }: Pick<ObjectType, 'title'>): string {
  return capital(title);
}

export function pluralOf({ plural }: Pick<ObjectType, 'plural'>): string {
  return capital(plural.replaceAll('_', ' '));
}

/** What a field is called: its title, or its name where it has none. */
export function fieldTitle(name: string, { title }: FieldSchema): string {
  return title ?? name;
}

/** "Metering type" of "meteringType" and "metering_type": for fields inside of others, which seldom have a title. */
export function wordsOfName(name: string): string {
  return capital(
    name
      .replace(/([a-z\d])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
      .replaceAll('_', ' '),
  );
}

function capital(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1);
}
