import { settingNames, settingsOf } from '../../operations/api-settings.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphModule } from '../module.ts';

const fields = `
    useHttpProxy: Boolean
    requestTimeout: Int
    requestSizeLimit: Int
    saveRequestHeadersLogging: Boolean
    saveRequestQueryParametersLogging: Boolean
    saveRequestBodyLogging: Boolean
    saveResponseHeadersLogging: Boolean
    saveResponseBodyLogging: Boolean
    requestSchemaValidation: Boolean
    requestSchemaValidationUnknownAttributePolicy: SchemaValidationUnknownAttributePolicy
    patternMatch: Boolean
    patternMatchAllowOtherTypes: Boolean
`;

/** What a gateway would go by when it serves an API. Bellwire is none: this is kept as it is given. */
export const apiSettingsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Api {
      ${fields}
    }
    input ApiUpdateInput {
      ${fields}
    }
    enum SchemaValidationUnknownAttributePolicy {
      BLOCK
      STRIP
      PASSTHROUGH
    }
  `,
  resolvers: {
    Api: Object.fromEntries(
      settingNames.map((name) => [name, (api: Shown) => settingsOf(api)[name] ?? null] as const),
    ),
  },
};
