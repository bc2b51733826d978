/** What came back over a real connection. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Null where it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape of JSON, and fail where it is not there.
  body: any;
}

/** One request. Text, bytes and forms go out as they are, everything else as JSON. */
export async function request(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body } = options;
  const isRaw =
    typeof body === 'string' ||
    body instanceof URLSearchParams ||
    body instanceof Buffer ||
    body === undefined;
  const answer = await fetch(url, {
    method,
    headers: isRaw ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: jsonOrNull(text) };
}

/** The body of an answer that has to be a success. */
export function bodyOf(answer: HttpAnswer, what: string): HttpAnswer['body'] {
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${what} was answered ${answer.status}: ${answer.text}`);
  }
  return answer.body;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
