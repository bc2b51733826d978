import { GraphQLScalarType, Kind } from 'graphql';
import { BellwireError } from '../../../../base/errors.ts';

/** What stands where the schema says `Upload`: a file of a multipart request, or a text that was written in its place. */
export type Upload = string | UploadedFile;

/** A file as the request had it. */
export interface UploadedFile {
  size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export const uploadScalar = new GraphQLScalarType<Upload, string>({
  name: 'Upload',
  description:
    'A file, sent as the GraphQL multipart request specification has it; or, in its place, a text: the spec itself, or the address of a picture',
  parseValue(value) {
    if (typeof value === 'string' || isFile(value)) return value;
    throw notOne();
  },
  parseLiteral(node) {
    if (node.kind === Kind.STRING) return node.value;
    throw notOne();
  },
  serialize() {
    throw new Error('Files are taken, and not handed out');
  },
});

/** Whether a value of a request is one of its files. */
export function isFile(value: unknown): value is UploadedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as UploadedFile).arrayBuffer === 'function' &&
    typeof (value as UploadedFile).size === 'number'
  );
}

function notOne(): BellwireError {
  return new BellwireError('invalid', 'An upload must be a file of a multipart request, or a text.');
}
