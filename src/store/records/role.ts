/** What a principal may do, from most to least. */
export type Role = 'administrator' | 'editor' | 'publisher' | 'viewer';

export const roles: readonly Role[] = ['administrator', 'editor', 'publisher', 'viewer'];
