import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

/** Of an OpenAPI document, what is looked at here. */
export interface OpenApiDocument {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
}

/** One answer. */
export interface Answer {
  method: string;
  path: string;
  status: number;
  contentType: string;
  body: unknown;
}

/**
 * Checks answers against an OpenAPI document: the status must be one of the operation's, and the body must have
 * what is documented and nothing else, so that a field that nobody meant to show is found.
 */
export function documentedAnswers(document: OpenApiDocument): (answer: Answer) => string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  (ajvFormats as unknown as { default: (target: Ajv) => void }).default(ajv);
  ajv.addSchema(closed(document) as object, 'document');
  const validators = new Map<string, ValidateFunction>();

  return ({ method, path, status, contentType, body }) => {
    const template = Object.keys(document.paths).find((known) => matches(known, path));
    const operation = template && document.paths[template]?.[method.toLowerCase()];
    if (!template || !operation) return status === 404 || status === 405 ? [] : [`${path} is not documented`];
    const key = operation.responses[status] ? String(status) : 'default';
    if (key === 'default' && status < 400) return [`${method} ${template} does not document ${status}`];
    const mediaType = contentType.split(';', 1)[0] ?? '';
    if (status === 204) return body === null ? [] : ['204 has a body'];
    if (operation.responses[key]?.content?.[mediaType] === undefined) {
      return [`${method} ${template} ${status} does not document ${mediaType}`];
    }
    const pointer = [
      'paths',
      template,
      method.toLowerCase(),
      'responses',
      key,
      'content',
      mediaType,
      'schema',
    ];
    const reference = `document#/${pointer.map(escapePointer).join('/')}`;
    const validate = validators.get(reference) ?? ajv.compile({ $ref: reference });
    validators.set(reference, validate);
    validate(body);
    return (validate.errors ?? []).map(
      (error) =>
        `${method} ${template} ${status} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  };
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The document with every object that has properties closed to others. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  const isObjectSchema = copy.type === 'object' && copy.properties !== undefined;
  return isObjectSchema ? { additionalProperties: false, ...copy } : copy;
}
