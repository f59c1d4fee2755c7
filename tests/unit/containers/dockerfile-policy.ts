import { type Arg, type Copy, DockerfileParser, type From } from 'dockerfile-ast';

/**
 * What a Dockerfile does that ours must not: run commands during the build, copy from anywhere but a bundle and the node stage,
 * start as root or through a shell, use `latest`, lack a health check, require another builder.
 * @returns one sentence for each flaw
 */
export function flawsOf(text: string): string[] {
  const dockerfile = DockerfileParser.parse(text);
  const instructions = dockerfile.getInstructions();
  const contentOf = (keyword: string) =>
    instructions.findLast((instruction) => instruction.getKeyword() === keyword)?.getArgumentsContent() ?? '';
  const keywords = instructions.map((instruction) => instruction.getKeyword());
  const bases = dockerfile.getFROMs().map((from) => baseOf(from, dockerfile.getInitialARGs()));
  const copies = dockerfile.getCOPYs().map(describe);
  const programs = { ENTRYPOINT: contentOf('ENTRYPOINT'), HEALTHCHECK: contentOf('HEALTHCHECK').replace(/^CMD\s+/, '') };
  return [
    ...dockerfile.getDirectives().map((directive) => `The directive ${directive.getName()} asks for another builder.`),
    ...keywords
      .filter((keyword) => !known.has(keyword))
      .map((keyword) => `${keyword} is not an instruction that our images use.`),
    ...bases.filter((base) => !isPinned(base)).map((base) => `The base image "${base}" is not pinned to a tag.`),
    ...copies
      .filter((copy) => !allowed.some((form) => form.test(copy)))
      .map((copy) => `COPY ${copy} copies more than a bundle or the node binary.`),
    ...(/^[1-9]\d*(:[1-9]\d*)?$/.test(contentOf('USER')) ? [] : ['USER is not a number other than 0.']),
    ...Object.entries(programs)
      .filter(([, program]) => !wordsOf(program)[0]?.startsWith('/'))
      .map(([keyword]) => `${keyword} does not name its program in the exec form.`),
    ...(wordsOf(contentOf('CMD')).length > 0 ? [] : ['CMD is not in the exec form.']),
    ...(/^\d+$/.test(contentOf('EXPOSE')) ? [] : ['EXPOSE does not name exactly one port.']),
  ];
}

// No RUN: images are built for another processor than the builder's. No ADD: it fetches and unpacks.
const known = new Set(['ARG', 'FROM', 'COPY', 'LABEL', 'ENV', 'EXPOSE', 'WORKDIR', 'USER', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD']);

const allowed = [
  /^--from=node \/usr\/local\/bin\/node \/usr\/local\/bin\/node$/,
  // With a default for a missing service name; otherwise all of dist would be copied.
  /^--chmod=555 dist\/\$\{SERVICE:-[\w-]+\}\/ \/app\/$/,
];

function baseOf(from: From, defaults: readonly Arg[]): string {
  const image = from.getImage() ?? '';
  const name = image.match(/^\$\{(\w+)\}$/)?.[1];
  if (name === undefined) return image;
  return (
    defaults
      .find((argument) => argument.getProperty()?.getName() === name)
      ?.getProperty()
      ?.getValue() ?? ''
  );
}

function isPinned(image: string): boolean {
  return /:[^/:]+$/.test(image) && !image.endsWith(':latest');
}

function describe(copy: Copy): string {
  return [...copy.getFlags().map(String), ...copy.getArguments().map((argument) => argument.getValue())].join(' ');
}

/** The words of an exec form; empty if it needs a shell. */
function wordsOf(content: string): string[] {
  try {
    return JSON.parse(content);
  } catch {
    // Not JSON: this is the shell form.
    return [];
  }
}
