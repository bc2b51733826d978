/** A request as a `curl` command line states it. */
export interface CurlRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Reads a command line with the options -X, -H, -d and -u, with quotes as a shell has them. */
export function curlRequest(command: string): CurlRequest {
  const [program, ...words] = wordsOf(command);
  if (program !== 'curl') throw new Error(`Not a curl command: ${command}`);
  const request: CurlRequest = { method: '', url: '', headers: {}, body: undefined };
  while (words.length > 0) {
    const word = words.shift()!;
    switch (word) {
      case '-X':
        request.method = words.shift() ?? '';
        break;
      case '-H': {
        const [name = '', ...value] = (words.shift() ?? '').split(':');
        request.headers[name.toLowerCase()] = value.join(':').trim();
        break;
      }
      case '-d':
        request.body = words.shift();
        break;
      case '-u':
        request.headers.authorization = `Basic ${Buffer.from(words.shift() ?? '').toString('base64')}`;
        break;
      default:
        if (word.startsWith('-')) throw new Error(`An option that is not read here: ${word}`);
        request.url = word;
    }
  }
  request.method ||= request.body === undefined ? 'GET' : 'POST';
  return request;
}

function wordsOf(command: string): string[] {
  const joined = command.replaceAll('\\\n', ' ').trim();
  const words = joined.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
