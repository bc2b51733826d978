/** A request as a line for a shell, quoted so that nothing in it is run. */
export function curlOf({
  method,
  url,
  headers,
  body,
}: {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: { encoding: string; content: string } | null;
}): string {
  const leftOut = new Set(['content-length', 'host', 'connection', 'accept-encoding']);
  const lines = [
    `curl -X ${quoted(method)} ${quoted(url)}`,
    ...Object.entries(headers)
      .filter(([name]) => !leftOut.has(name.toLowerCase()))
      .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null || body.encoding !== 'utf-8' ? [] : [`--data-binary ${quoted(body.content)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** In single quotes, where a shell reads nothing as anything but itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
