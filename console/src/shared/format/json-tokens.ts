/** What JSON is made of, for `matchAll`: texts, punctuation, and everything else that is no space. */
export const jsonTokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
