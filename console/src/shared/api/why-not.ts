const ranks = ['viewer', 'publisher', 'editor', 'administrator'] as const;

/** Who is signed in, as far as it says what they may do. */
export interface Reach {
  role: (typeof ranks)[number];
  /** Null for all of them. */
  organizationIds: readonly string[] | null;
}

/** What an act needs. Some are for those alone who keep the whole installation, not some of its organizations. */
export interface Needs {
  role: 'editor' | 'administrator';
  everywhere: boolean;
}

/** Why whoever is signed in may not, in words; undefined where they may. */
export function whyNot({ role, organizationIds }: Reach, needs: Needs, what: string): string | undefined {
  if (ranks.indexOf(role) < ranks.indexOf(needs.role)) {
    return `Your role is ${role}. ${what} needs ${needs.role}.`;
  }
  if (!needs.everywhere || organizationIds === null) return undefined;
  return `You may see some organizations. ${what} needs an administrator of all of them.`;
}
