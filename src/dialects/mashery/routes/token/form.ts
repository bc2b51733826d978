/** A form as OAuth 2.0 takes it: no field may be there twice (RFC 6749, section 3.2). Null if one is. */
export function formFrom(body: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name)) return null;
    // Fields without a value are treated as if they were not there.
    if (value !== '') fields.set(name, value);
  }
  return fields;
}
