/** Words and signs in the text of a query. */
export const maxTokens = 10_000;

/** Levels of fields, and of brackets of any kind. */
export const maxDepth = 20;

/** Levels of a value among the variables. What walks through it calls itself for each. */
export const maxValueDepth = 100;

/** Fields that one request may have at its top, whatever they are called: each mutation is a transaction of its own. */
export const maxTopFields = 20;

/** Items in one list of the input. */
export const maxListItems = 100;

/** Fields that an answer may come to have, as `cost.ts` reckons. */
export const maxCost = 20_000;

/** What a page has at most, and where nothing is said. */
export const maxPageSize = 100;
export const defaultPageSize = 20;

/** Items that the lists without pages of one answer may have together. */
export const maxListed = 10_000;

/** Fields that the items of lists may have in one answer, together. */
export const maxListedFields = 200_000;

/** What a list without pages is taken for. */
export const assumedListSize = 10;
