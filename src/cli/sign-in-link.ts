/** The address of the console with the secret of a link. In the fragment, so that it stands in no log on its way. */
export function linkTo(url: string, secret: string): string {
  return `${url.replace(/\/+$/, '')}/signin#link=${secret}`;
}
