import { noChange } from 'lit';
import {
  Directive,
  directive,
  PartType,
  type DirectiveResult,
  type ElementPart,
  type PartInfo,
} from 'lit/directive.js';

type Styles = Readonly<Record<string, string>>;

class StyledDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styled() stands in a tag, outside of attributes.');
  }

  override update({ element }: ElementPart, [styles]: [Styles]): typeof noChange {
    for (const [name, value] of Object.entries(styles))
      (element as HTMLElement | SVGElement).style.setProperty(name, value);
    return noChange;
  }

  override render(): typeof noChange {
    return noChange;
  }
}

/**
 * Sets CSS properties of the element in whose tag it stands, always the same ones: `<i ${styled({ color })}></i>`. A strict
 * Content Security Policy refuses `style` attributes, also that which Lit's styleMap writes first.
 */
export const styled = directive(StyledDirective) as (styles: Styles) => DirectiveResult<typeof StyledDirective>;
