import { Type } from 'typebox';

export const problem = Type.Object(
  {
    type: Type.String({ description: 'The code as a URN.', examples: ['urn:bellwire:problem:invalid'] }),
    title: Type.String({ description: 'What kind of problem it is.' }),
    status: Type.Integer({ description: 'The status of the answer.' }),
    detail: Type.String({ description: 'What is wrong this time.' }),
    code: Type.String({ description: 'What to program by.', examples: ['invalid'] }),
    errors: Type.Array(
      Type.Object({
        pointer: Type.String({ description: 'A JSON pointer into the input.', examples: ['/name'] }),
        detail: Type.String({ examples: ['must not be blank'] }),
      }),
    ),
    requestId: Type.String({ description: "What to look for in Bellwire's log." }),
  },
  { $id: 'Problem', description: 'What went wrong (RFC 9457).' },
);
