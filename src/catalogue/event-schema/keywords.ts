/** How keywords of JSON Schema hold other schemas, in draft-07 and 2020-12. */
export const subschemasIn: Readonly<Record<string, 'one' | 'list' | 'named'>> = {
  additionalItems: 'one',
  additionalProperties: 'one',
  allOf: 'list',
  anyOf: 'list',
  contains: 'one',
  dependencies: 'named',
  dependentSchemas: 'named',
  else: 'one',
  if: 'one',
  items: 'one',
  not: 'one',
  oneOf: 'list',
  patternProperties: 'named',
  prefixItems: 'list',
  properties: 'named',
  propertyNames: 'one',
  // biome-ignore lint/suspicious/noThenProperty: it is the name of a keyword.
  then: 'one',
  unevaluatedItems: 'one',
  unevaluatedProperties: 'one',
};

/** Keywords that name or find schemas in ways whose cost cannot be seen beforehand, or outside the document. */
export const refusedKeywords: ReadonlySet<string> = new Set([
  '$anchor',
  '$async',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  '$vocabulary',
  'id',
]);

/** The formats that are checked. */
export const formats = [
  'date',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'time',
  'uri',
  'uuid',
] as const;
