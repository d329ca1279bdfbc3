export interface XmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of the element itself, not of those within. */
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decode = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

/**
 * Reads XML without comments, declarations or CDATA, strictly.
 *
 * @throws Error where tags do not match or a character should have been escaped
 */
export function readXml(text: string): XmlElement {
  const root = { tag: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open: { tag: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [root];
  const token = /<(\/?)([\w-]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<>]+)/gy;
  let at = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    at = token.lastIndex;
    const [, closing, tag = '', attributes = '', alone, content] = match;
    const parent = open.at(-1)!;
    if (content !== undefined) {
      if (/&(?!\w+;)/.test(content)) throw new Error(`an unescaped & at ${at}`);
      parent.text += decode(content);
    } else if (closing) {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> at ${at} closes another element`);
    } else {
      const pairs = [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, decode(value!)]);
      const element = { tag, attributes: Object.fromEntries(pairs) as Record<string, string>, children: [], text: '' };
      parent.children.push(element);
      if (!alone) open.push(element);
    }
  }
  if (at !== text.length || open.length !== 1) throw new Error(`no XML from ${at} on`);
  return root.children[0]!;
}
