import type { components, paths } from './generated.ts';

/** The things that the API answers with, by the names of its OpenAPI document. */
type Schemas = components['schemas'];

export type Organization = Schemas['Organization'];
export type Token = Schemas['Token'];
export type Webhook = Schemas['Webhook'];
export type WebhookWithSecret = Schemas['WebhookWithSecret'];
export type Figures = Schemas['Figures'];
export type WebhookFigures = Schemas['WebhookFigures'];
export type Delivery = Schemas['Delivery'];
export type DeliveryDetails = Schemas['DeliveryDetails'];
export type Attempt = Schemas['Attempt'];
export type AttemptDetails = Schemas['AttemptDetails'];
export type Body = Schemas['Body'];
export type BellwireEvent = Schemas['Event'];
export type Job = Schemas['Job'];
export type Use = Schemas['Use'];
export type UseDetails = Schemas['UseDetails'];
export type ObjectType = Schemas['ObjectType'];
export type StoredObject = Schemas['Object'];
export type ListedObject = Schemas['ListedObject'];
export type ObjectDetails = Schemas['ObjectDetails'];
export type RemovalPreview = Schemas['RemovalPreview'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type Credential = Schemas['Credential'];
export type AuditEntry = Schemas['AuditEntry'];
export type Operations = Schemas['Operations'];

export type ApiPath = keyof paths;
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The methods that a path really has. */
export type MethodOf<Path extends ApiPath> = {
  [Name in Method]: paths[Path][Name] extends { responses: unknown } ? Name : never;
}[Method];

type OperationOf<Path extends ApiPath, Name extends Method> = paths[Path][Name];

type Parameters<Operation> = Operation extends { parameters: infer Given } ? Given : never;

type Input<Operation> = Operation extends { requestBody?: { content: infer Content } }
  ? Content[keyof Content]
  : never;

/** What an operation is asked with: only what it really takes. */
export type AskedWith<Path extends ApiPath, Name extends Method> = Pick<
  {
    path: Parameters<OperationOf<Path, Name>> extends { path: infer Values } ? Values : never;
    query?: Parameters<OperationOf<Path, Name>> extends { query?: infer Values }
      ? { [Key in keyof Values]?: Values[Key] | undefined }
      : never;
    body?: Input<OperationOf<Path, Name>>;
  },
  (Parameters<OperationOf<Path, Name>> extends { path: object } ? 'path' : never) | 'query' | 'body'
>;

type ContentOf<Answer> = Answer extends { content: { 'application/json': infer Content } }
  ? Content
  : undefined;

/** What a successful answer holds; undefined where there is nothing in it. */
export type AnswerOf<Path extends ApiPath, Name extends Method> =
  OperationOf<Path, Name> extends {
    responses: infer Answers;
  }
    ? { [Status in Extract<keyof Answers, 200 | 201 | 202 | 204>]: ContentOf<Answers[Status]> }[Extract<
        keyof Answers,
        200 | 201 | 202 | 204
      >]
    : never;
