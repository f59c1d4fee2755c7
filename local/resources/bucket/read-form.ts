import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { Fields, LengthRange } from './post-policy.ts';
import { invalidArgument, S3Error } from './s3-error.ts';

export type Form = { fields: Fields; file: Buffer };

/** Decides from the fields how large the file may be, or throws. */
export type Admit = (fields: Fields) => LengthRange;

/**
 * Reads a form whose last field is its file, as S3 does: `admit` is called when the file begins, and anything after the file is
 * ignored. Keeps no more of a file than is allowed, but always reads the request to its end, so that the client reads the response.
 * @throws S3Error, and what `admit` throws
 */
export async function readForm(request: IncomingMessage, admit: Admit): Promise<Form> {
  try {
    return await parse(request, admit);
  } catch (error) {
    request.unpipe().resume();
    if (!request.complete && !request.destroyed) await new Promise((end) => request.once('close', end).once('end', end));
    throw error;
  }
}

function parse(request: IncomingMessage, admit: Admit): Promise<Form> {
  const { promise, resolve, reject } = Promise.withResolvers<Form>();
  const head = createHead();
  let file: Promise<Buffer> | undefined;
  const attempt = (run: () => void) => {
    try {
      run();
    } catch (error) {
      reject(error);
    }
  };

  const busboy = parserOf(request);
  busboy.on('field', (name, value, isNameCut, isValueCut) => {
    if (file === undefined) attempt(() => head.add(name, value, isNameCut || isValueCut));
  });
  busboy.on('file', (_, stream, fileName: string | undefined) => {
    stream.on('error', () => reject(malformed())).resume();
    attempt(() => {
      if (file !== undefined) throw exactlyOneFile();
      file = collect(stream, admit(head.fieldsFor(fileName)));
      file.catch(reject);
    });
  });
  busboy.on('error', () => reject(malformed()));
  busboy.on('finish', () => (file ?? Promise.reject(exactlyOneFile())).then((bytes) => resolve(head.with(bytes)), reject));
  // A client that disconnects midway has sent nothing.
  request.on('close', () => request.complete || reject(malformed()));
  request.pipe(busboy);
  return promise;
}

const headBytesMax = 20 * 1024;

function parserOf({ headers }: IncomingMessage) {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new S3Error(412, 'PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data');
  }
  try {
    const isPartAFile = (name: string | undefined) => name?.toLowerCase() === 'file';
    return new Busboy({ headers: { ...headers, 'content-type': type }, isPartAFile, limits: { fieldSize: headBytesMax } });
  } catch {
    throw malformed();
  }
}

/** The fields before the file. S3 does not document which of two fields with the same name wins, so both are refused. */
function createHead() {
  let fields = new Map<string, string>();
  let bytes = 0;
  return {
    add(name: string, value: string, isCut: boolean) {
      bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
      if (isCut || bytes > headBytesMax) throw tooMuchBeforeTheFile();
      if (fields.has(name.toLowerCase())) throw invalidArgument(`The field '${name}' appears twice.`);
      fields.set(name.toLowerCase(), value);
    },
    /** Replaces variables before the policy is checked. */
    fieldsFor(fileName = ''): Fields {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the syntax of S3's variable
      fields = new Map([...fields].map(([name, value]) => [name, value.replaceAll('${filename}', () => fileName)]));
      return fields;
    },
    with: (file: Buffer): Form => ({ fields, file }),
  };
}

async function collect(stream: Readable, { min, max }: LengthRange): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= max) chunks.push(chunk);
  });
  await new Promise((end) => stream.once('end', end));
  if (length > max) throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  if (length < min) throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  return Buffer.concat(chunks);
}

const malformed = () =>
  new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
const exactlyOneFile = () => invalidArgument('POST requires exactly one file upload per request.');
const tooMuchBeforeTheFile = () =>
  new S3Error(400, 'MaxPostPreDataLengthExceeded', 'Your POST request fields preceding the upload file were too large.');
