import type { GraphModule } from '../module.ts';

/**
 * Fields for what the vendor has and nothing here ever has, so that a query that asks for them along with others is answered: rows
 * from before its move, payment and legal documents, students' plans, invitations, other accounts, ratings, followers and
 * favourites, mock answers. Null, none or false is then the truth. What is only unknown here is left out instead.
 */
export const absentModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Api {
      followersCount: Int
      isFavorite: Boolean!
    }
    type ApplicationAuthorization {
      mashapeId: ID
    }
    type BillingPlan {
      isStudent: Boolean
      legalAccountId: String
      legalDocumentId: String
    }
    type BillingSubscription {
      customToken: String
      mashapeId: String
      "Null: a subscription hangs on no other one"
      parentId: Int
      stripeId: String
      teamsSubscriptions: [BillingSubscription]
    }
    type Comment {
      mashapeAccountId: String
      mashapeId: String
      mashapeIssueId: String
      rating: Int
    }
    type Endpoint {
      isMockResponse: Boolean
      mockResponseId: ID
    }
    type Entity {
      mashapeId: String
    }
    type Issue {
      mashapeAccountId: String
      mashapeId: String
      rating: Int
    }
    type Project {
      favorite: Boolean
      "Null: old rows of the vendor alone have one"
      mashapeId: String
    }
    type Team {
      mashapeId: String
    }
    type TeamUser {
      inviteStatus: String
      token: String
    }
    type User {
      facebookUsername: String
      followers: Int
      githubUsername: String
      GITHUB_URL: String
      gmail: String
      mashapeId: String
    }
  `,
  resolvers: {
    Api: { followersCount: () => 0, isFavorite: () => false },
    BillingPlan: { isStudent: () => false },
    BillingSubscription: { teamsSubscriptions: () => [] },
    Endpoint: { isMockResponse: () => false },
    Project: { favorite: () => false },
    User: { followers: () => 0 },
  },
};
