import type { Dispatcher } from 'undici';

/** What a receiver answers, as far as a subject by hand keeps it. */
export interface PostAnswer {
  status: number;
  headers: Record<string, string>;
}

/** One POST by undici's `dispatch`, which Bellwire sends by as well: it makes no stream of the answer, and costs less for it. */
export function post(
  dispatcher: Dispatcher,
  request: Omit<Dispatcher.DispatchOptions, 'method'>,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    let answer: PostAnswer | null = null;
    dispatcher.dispatch(
      { ...request, method: 'POST' },
      {
        onRequestStart() {},
        onResponseStart(_, status, headers) {
          answer = { status, headers: headers as Record<string, string> };
        },
        onResponseData() {},
        onResponseEnd() {
          if (answer === null) reject(new Error('There was no answer'));
          else resolve(answer);
        },
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}
