/** What the source of an element says about it, for the page for authors: the tags of its docstring, and its public members. */
import ts from 'typescript';

/** Name and what it is. */
export type DocRow = readonly [name: string, help: string];

export interface ElementDocs {
  /** What it is. */
  readonly summary: string;
  readonly attributes: readonly DocRow[];
  /** Names of its numbers. */
  readonly values: readonly DocRow[];
  readonly slots: readonly DocRow[];
  readonly events: readonly DocRow[];
  readonly parts: readonly DocRow[];
  readonly customProperties: readonly DocRow[];
  /** Without those that are attributes. */
  readonly properties: readonly DocRow[];
  readonly methods: readonly DocRow[];
}

/** @param source of a file that holds one class */
export function elementDocs(source: string): ElementDocs {
  const file = ts.createSourceFile('element.ts', source, ts.ScriptTarget.ES2022, true);
  const element = file.statements.find(ts.isClassDeclaration);
  if (!element) throw new Error('There is no class in this source.');
  const tags = ts.getJSDocTags(element).map((tag) => [tag.tagName.text, oneLine(tag.comment)] as const);
  const rowsOf = (wanted: string): DocRow[] =>
    tags.filter(([name]) => name === wanted).map(([, text]) => split(text, wanted));
  const members = element.members.filter(isPublic);
  return {
    summary: helpOf(element),
    attributes: rowsOf('attr'),
    values: rowsOf('value'),
    slots: rowsOf('slot'),
    events: rowsOf('fires'),
    parts: rowsOf('csspart'),
    customProperties: rowsOf('cssprop'),
    properties: members.filter(isProperty).map((member) => [member.name.getText(file), helpOf(member)]),
    methods: members
      .filter((member) => ts.isMethodDeclaration(member))
      .map((method) => [signature(method, file), helpOf(method)]),
  };
}

const hidden: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.StaticKeyword,
  ts.SyntaxKind.OverrideKeyword,
]);

const isPublic = (member: ts.ClassElement): member is ts.ClassElement & { name: ts.Identifier } =>
  !!member.name &&
  ts.isIdentifier(member.name) &&
  !(ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => hidden.has(kind))) &&
  helpOf(member) !== '';

const isProperty = (member: ts.ClassElement): member is ts.PropertyDeclaration | ts.GetAccessorDeclaration =>
  ts.isPropertyDeclaration(member) || ts.isGetAccessorDeclaration(member);

const helpOf = (member: ts.ClassElement | ts.ClassDeclaration): string => {
  const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  return oneLine(doc?.comment);
};

function signature(method: ts.MethodDeclaration, file: ts.SourceFile): string {
  const parameters = method.parameters.map((parameter) => parameter.getText(file)).join(', ');
  return `${method.name.getText(file)}(${parameters}): ${method.type?.getText(file) ?? 'void'}`;
}

const oneLine = (comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string =>
  (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();

/** `[--name] - help`, `name - help`, or `- help` of what has no name. */
function split(text: string, tag: string): DocRow {
  const found = /^\[?([^\s\]]*)\]?\s*-\s+(.*)$/.exec(text);
  if (!found) throw new Error(`@${tag} ${text} has no " - ".`);
  return [found[1] ?? '', found[2] ?? ''];
}
