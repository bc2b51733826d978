import type { JsonObject } from '../../../../base/json.ts';
import { hiddenValue } from '../../operations/secret-parameters.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphModule } from '../module.ts';

/** What a gateway needs to call the origin of a version. Bellwire is none: it keeps this, and hands no value out. */
export const accessControlModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type ApiVersion {
      accessControl: ApiVersionAccessControlInfo!
      associatedApiCertificates: [ApiCertificateAssociation!]!
    }
    type ApiVersionAccessControlInfo {
      secretParameters: [SecretParameter!]!
    }
    type SecretParameter {
      id: ID!
      placement: SecretParameterPlacement!
      name: String!
      "Always ********: the value is kept sealed and handed out to nobody"
      value: String!
      description: String!
    }
    "A certificate by its id; Bellwire has none itself"
    type ApiCertificateAssociation {
      apiCertificateId: ID!
      apiVersionId: ID!
      createdAt: DateTime!
    }
    enum SecretParameterPlacement {
      QUERY
      HEADER
    }
    input ApiVersionUpdateInput {
      accessControl: ApiVersionAccessControlUpdateInput
      "All that it is to have: those that are left out go"
      associatedCertificates: [ApiCertificateAssociationTarget!]
    }
    input ApiVersionAccessControlUpdateInput {
      "All that it is to have: those that are left out go"
      secretParameters: [ApiVersionSecretParameterInput!]
    }
    input ApiVersionSecretParameterInput {
      name: String!
      "The value ******** leaves the one that there is"
      value: String!
      description: String
      "HEADER, where it is not given"
      placement: SecretParameterPlacement
    }
    input ApiCertificateAssociationTarget {
      apiCertificateId: ID!
    }
  `,
  resolvers: {
    ApiVersion: {
      accessControl: ({ secretParameters }: Shown) => ({
        secretParameters: listIn(secretParameters).map((one) => ({ ...one, value: hiddenValue })),
      }),
      associatedApiCertificates: ({ id, associatedCertificates }: Shown) =>
        listIn(associatedCertificates).map((one) => ({ ...one, apiVersionId: id })),
    },
  },
};

function listIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? (value as JsonObject[]) : [];
}
