/** The host in full and the path cut in its middle: "hooks.acme.io/…/apigee". What cannot be read stays as it is. */
export function shortUrl(url: string, maxLength = 48): string {
  const match = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url);
  if (match === null) return cutMiddle(url, maxLength);
  const [, host = '', path = ''] = match;
  const rest = path === '/' ? '' : path;
  return host + cutMiddle(rest, Math.max(12, maxLength - host.length));
}

function cutMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const half = Math.floor((maxLength - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}
