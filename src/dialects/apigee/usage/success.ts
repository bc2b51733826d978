const term = String.raw`txProviderStatus\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)"|(\d+))`;
const termPattern = new RegExp(`^\\s*${term}\\s*$`);

/**
 * Whether an answer of the API is a success by a product's criteria: comparisons of `txProviderStatus` with `==` or `!=`,
 * joined by `||` or by `&&`, as in `txProviderStatus == 'OK' || txProviderStatus == '200'`. Blank criteria call
 * everything a success. Null when the criteria are none that can be judged.
 */
export function isSuccess(criteria: string, providerStatus: string): boolean | null {
  if (criteria.trim() === '') return true;
  const either = criteria.split('||').map((all) => all.split('&&').map((one) => holds(one, providerStatus)));
  if (either.flat().includes(null)) return null;
  return either.some((all) => all.every((one) => one === true));
}

function holds(text: string, providerStatus: string): boolean | null {
  const found = termPattern.exec(text);
  if (found === null) return null;
  const [, operator, single, double, number] = found;
  const same = providerStatus === (single ?? double ?? number);
  return operator === '==' ? same : !same;
}
