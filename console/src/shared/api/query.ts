import { queryOptions } from '@tanstack/react-query';
import { ask } from './ask.ts';
import type { ApiPath, AskedWith } from './types.ts';

/**
 * A read of the API, for `useQuery`. Its key begins with the path, so that `keyOf(path)` names all reads of it at once.
 */
export function reading<Path extends ApiPath>(path: Path, input: AskedWith<Path, 'get'>) {
  return queryOptions({
    queryKey: [path, input],
    // biome-ignore lint/suspicious/noExplicitAny: every path that is read has a get, which the compiler cannot see here.
    queryFn: ({ signal }) => ask('get' as any, path, input as any, { signal }) as Promise<Answer<Path>>,
  });
}

type Answer<Path extends ApiPath> = import('./types.ts').AnswerOf<Path, 'get'>;

/** The beginning of the keys of all reads of a path. */
export function keyOf(path: ApiPath): readonly [ApiPath] {
  return [path];
}
