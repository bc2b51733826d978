import type { Plugin } from 'graphql-yoga';
import { BellwireError } from '../../../../base/errors.ts';
import type { GraphContext } from '../module.ts';
import { isFile } from './upload.ts';

/** A query with its variables, and the texts beside it, are no larger than without files. */
const maxTextCharacters = 256 * 1024;
/** Files, and places that files are put in. */
const maxFiles = 10;
const maxPlaces = 20;
/** A path in the operations: `variables.creations.0.spec`. */
const maxPathSteps = 10;

/**
 * Reads requests with files as the GraphQL multipart request specification has them: `operations` is the request, with null
 * where a file goes; `map` says which file goes where; and the files follow.
 */
export const takeUploads: Plugin<GraphContext> = {
  onRequestParse({ request, setRequestParser }) {
    if (!/^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')) return;
    setRequestParser(async (one) => {
      const form = await formOf(one);
      const operations = jsonIn(form, 'operations');
      if (!isObject(operations)) throw invalid('operations must be one request; batches are not taken');
      placeFiles(operations, form);
      return operations;
    });
  },
};

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw invalid('the body is not multipart/form-data');
  }
}

function placeFiles(operations: Record<string, unknown>, form: FormData): void {
  const map = form.has('map') ? jsonIn(form, 'map') : {};
  if (!isObject(map)) throw invalid('map must be an object: {"0": ["variables.creations.0.spec"]}');
  const entries = Object.entries(map);
  if (entries.length > maxFiles) throw invalid(`one request may have ${maxFiles} files`);
  let places = 0;
  for (const [name, paths] of entries) {
    const file = form.get(name);
    if (!isFile(file)) throw invalid(`there is no file ${name.slice(0, 50)}, which map names`);
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string'))
      throw invalid('each entry of map must be a list of paths');
    places += paths.length;
    if (places > maxPlaces) throw invalid(`files can be put in ${maxPlaces} places at most`);
    for (const path of paths as string[]) placeAt(operations, path, file);
  }
}

/** Only null is replaced, as the specification has it, so nothing but a variable can be reached. */
function placeAt(operations: Record<string, unknown>, path: string, file: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let holder: unknown = operations;
  if (steps[0] !== 'variables' || steps.length > maxPathSteps) throw nowhere(path);
  for (const step of steps) {
    holder = Object.hasOwn(holder as object, step) ? (holder as Record<string, unknown>)[step] : undefined;
    if (typeof holder !== 'object' || holder === null) throw nowhere(path);
  }
  if (!Object.hasOwn(holder as object, last) || (holder as Record<string, unknown>)[last] !== null)
    throw nowhere(path);
  (holder as Record<string, unknown>)[last] = file;
}

function jsonIn(form: FormData, name: string): unknown {
  const text = form.get(name);
  if (typeof text !== 'string') throw invalid(`the field ${name} is required, as a text`);
  if (text.length > maxTextCharacters)
    throw invalid(`the field ${name} may have ${maxTextCharacters} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(`the field ${name} must be JSON`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nowhere(path: string): BellwireError {
  return invalid(`map names ${path.slice(0, 100)}: a file goes where a variable is null`);
}

function invalid(what: string): BellwireError {
  return new BellwireError('invalid', `The upload is not valid: ${what}.`);
}
