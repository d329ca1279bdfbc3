import { html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { UnitPlace } from '../../geometry/unit-place.js';
import { palettes } from '../../training/palette.js';
import type { Session } from '../../training/session.js';
import { DeviceSizeController } from '../controllers/device-size-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { emit } from '../events.js';
import type { ExactPartitions } from '../exact-partitions.js';
import { networkName } from '../network-names.js';
import { PictureStore } from '../picture-store.js';
import { ReadingController } from '../reading/reading-controller.js';
import { unitName } from '../reading/cell-facts.js';
import { controlStyles } from '../style/controls.js';
import { icon } from '../style/icons.js';
import { diagramKey } from './diagram-keys.js';
import { besideUnit, diagramLayout, moveInDiagram, nearestUnit, type DiagramLayout } from './diagram-layout.js';
import { linksTemplate } from './diagram-links.js';
import { diagramStrings as words } from './diagram-strings.js';
import { dotRadius, endsTemplate, ringTemplate, unitsTemplate } from './diagram-units.js';
import { splineDiagramStyles } from './spline-diagram.styles.js';
import { UnitNarrator } from './unit-sentences.js';

/** Height of the units, and what lies beside and over them, in CSS pixels. */
const HEIGHT = 168;
const SIDE = 20;
const HEAD = 18;
/** A pointer this near a unit is on it. */
const REACH = 16;

/**
 * A network's units as dots, layer by layer, filled where they are on in the cell that is read. A unit that is pointed at
 * or in focus lights up in all pictures and diagrams that share a `picture`, and a sentence says what is known of it.
 *
 * @element spline-diagram
 */
export class SplineDiagram extends LitElement {
  static override readonly styles = [controlStyles, splineDiagramStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** Index of the network. */
  @property({ type: Number }) accessor model = 0;
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** The exact cells of the session's networks; null: boundaries of units are not known. */
  @property({ attribute: false }) accessor partitions: ExactPartitions | null = null;

  @query('.units') private accessor box!: HTMLElement;
  @query('svg.network') private accessor drawing!: SVGSVGElement | null;

  readonly #sessions = new StoreController(this);
  readonly #pictures = new StoreController(this);
  readonly #reading = new ReadingController(this, () => this);
  readonly #size = new DeviceSizeController(this, () => this.requestUpdate());
  readonly #narrator = new UnitNarrator();
  /** The unit in focus. */
  #focused: UnitPlace | null = null;
  /** The unit that this diagram has lit up last. */
  #own: UnitPlace | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#focused = null;
    this.#rest();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#sessions.follow(this.session);
    this.#pictures.follow(this.picture);
    if (changed.has('partitions')) this.#reading.follow(this.partitions);
  }

  protected override firstUpdated(): void {
    this.#size.observe(this.box);
  }

  protected override render(): TemplateResult {
    const { diagrams } = this.picture.state;
    return html`
      <details ?open=${diagrams} @toggle=${this.#onToggle}>
        <summary>${icon('chevron')}${words.title}</summary>
        ${diagrams ? this.#facts() : nothing}
        <div class="units">${diagrams ? this.#picture() : nothing}</div>
      </details>
    `;
  }

  #picture(): TemplateResult {
    const { snapshot } = this.session ?? {};
    const name = snapshot ? networkName(snapshot, this.model) : '';
    const { layout, lit } = this;
    return html`
      <svg
        class="network"
        role="listbox"
        aria-label=${words.label(name)}
        viewBox="0 0 ${this.#width} ${HEIGHT + HEAD}"
        @pointermove=${this.#onPointer}
        @pointerleave=${this.#onLeave}
        @click=${this.#onClick}
        @keydown=${this.#onKeyDown}
        @focusin=${this.#onFocus}
        @focusout=${this.#onBlur}
      >
        ${layout ? this.#network(layout, lit) : nothing}
      </svg>
    `;
  }

  #network(layout: DiagramLayout, lit: UnitPlace | null): SVGTemplateResult {
    const palette = palettes[this.picture.state.theme];
    const { reading } = this.#reading;
    const folded = lit && this.#source?.folded;
    const entry = lit ?? { layer: 0, unit: 0 };
    return svg`<g transform="translate(${SIDE} ${HEAD})">
      ${folded ? linksTemplate(folded, layout, lit) : nothing}
      ${layout.blocks
        .slice(1, -1)
        .map(
          ({ left, right }, layer) =>
            svg`<text class="name" x=${(left + right) / 2} y=${-6} text-anchor="middle" aria-hidden="true">${layer + 1}</text>`,
        )}
      ${endsTemplate({ layout, palette })}
      ${unitsTemplate({ layout, palette, code: reading?.code ?? null, lit, entry })}
      ${lit ? ringTemplate(layout, lit) : nothing}
    </g>`;
  }

  #facts(): TemplateResult {
    const { lit } = this;
    // Keys have the arrows: these are for fingers that units are too small for.
    const button = (name: string, arrow: 'back' | 'chevron', by: 1 | -1): TemplateResult => html`
      <button type="button" class="button icon" tabindex="-1" aria-label=${name} @click=${() => this.#step(by)}>
        ${icon(arrow)}
      </button>
    `;
    return html`
      <div class="facts">
        <p class="which">${button(words.previous, 'back', -1)} ${button(words.next, 'chevron', 1)}</p>
        <p class="about">
          ${lit ? html`<b>${unitName(lit)}</b> ${this.#sentences(lit)}` : `${this.#invitation} ${words.links}`}
        </p>
      </div>
    `;
  }

  /** What pointing at a unit does: boundaries are those of exact cells. */
  get #invitation(): string {
    const status = this.partitions?.of(this.model).status;
    if (status === 'curved') return words.invitationCurved;
    return status === 'too-many-cells' ? words.invitationPart : words.invitation;
  }

  #sentences(lit: UnitPlace): string {
    const source = this.#source;
    const data = this.session?.snapshot.data;
    if (!source || !data) return '';
    return this.#narrator.sentences(source, data, lit, this.#reading.reading).join(' ');
  }

  /** The network that is read, null while it is not yet the one that the diagram shows. */
  get #source(): ReadingController['source'] {
    const { source } = this.#reading;
    const widths = source?.folded.layers.map(({ width }) => width);
    return String(widths) === String(this.#widths.slice(1)) ? source : null;
  }

  /** Inputs, hidden layers, logits. */
  get #widths(): readonly number[] {
    const { config, data } = this.session?.snapshot ?? {};
    return config && data ? [data.dimension, ...config.network.hiddenWidths, data.classCount] : [];
  }

  get #width(): number {
    return Math.max(240, this.#size.size.cssWidth);
  }

  private get layout(): DiagramLayout | null {
    const widths = this.#widths;
    return widths.length > 0 ? diagramLayout(widths, { width: this.#width - 2 * SIDE, height: HEIGHT }) : null;
  }

  /** The unit that is lit up, null also where this network has none of its place. */
  private get lit(): UnitPlace | null {
    const { unit } = this.picture.state;
    const width = unit && this.#widths.slice(1, -1)[unit.layer];
    return unit && width && unit.unit < width ? unit : null;
  }

  #light(unit: UnitPlace | null): void {
    this.#own = unit;
    this.picture.update({ unit });
  }

  /** Back to the unit in focus; what something else has lit up stays. */
  #rest(): void {
    if (this.#own && this.picture.state.unit === this.#own) this.#light(this.#focused);
  }

  #focusUnit(place: UnitPlace): void {
    const unit = this.drawing?.querySelector<SVGElement>(`[data-layer="${place.layer}"][data-unit="${place.unit}"]`);
    unit?.focus();
  }

  #step(by: 1 | -1): void {
    const { layout, lit } = this;
    if (layout) this.#focusUnit(lit ? besideUnit(layout, lit, by) : { layer: 0, unit: 0 });
  }

  #unitAt(event: MouseEvent): UnitPlace | null {
    const { layout, drawing } = this;
    if (!layout || !drawing) return null;
    const box = drawing.getBoundingClientRect();
    const scale = this.#width / box.width;
    const [x, y] = [(event.clientX - box.left) * scale - SIDE, (event.clientY - box.top) * scale - HEAD];
    return nearestUnit(layout, x, y, Math.max(REACH, dotRadius(layout)));
  }

  readonly #onToggle = (event: Event): void => {
    this.picture.update({ diagrams: (event.currentTarget as HTMLDetailsElement).open });
  };

  readonly #onPointer = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return;
    const unit = this.#unitAt(event);
    if (!unit) this.#rest();
    else if (unit.layer !== this.lit?.layer || unit.unit !== this.lit.unit) this.#light(unit);
  };

  readonly #onLeave = (): void => this.#rest();

  readonly #onClick = (event: MouseEvent): void => {
    const unit = this.#unitAt(event);
    if (unit) this.#focusUnit(unit);
  };

  readonly #onFocus = (event: FocusEvent): void => {
    const { layer, unit } = (event.target as SVGElement).dataset;
    if (layer === undefined || unit === undefined) return;
    this.#focused = { layer: Number(layer), unit: Number(unit) };
    this.#light(this.#focused);
    emit(this, 'spline-announce', this.#sentences(this.#focused));
  };

  readonly #onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.drawing?.contains(event.relatedTarget)) return;
    this.#focused = null;
    this.#rest();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const move = diagramKey(event);
    const { layout } = this;
    if (!move || !layout || !this.#focused) return;
    event.preventDefault();
    event.stopPropagation();
    if (move === 'leave') this.#light(null);
    else this.#focusUnit(moveInDiagram(layout, this.#focused, move));
  };
}
