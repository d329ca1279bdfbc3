import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { createSurfaceDrawings } from '../../create-surface.js';
import type { Session } from '../../training/session.js';
import { IntersectionController } from '../controllers/intersection-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import type { ExactPartitions } from '../exact-partitions.js';
import { networkName } from '../network-names.js';
import { PictureStore } from '../picture-store.js';
import { splineControlsStyles } from '../spline-controls/spline-controls.styles.js';
import { controlStyles } from '../style/controls.js';
import { icon } from '../style/icons.js';
import { liftFields } from './lift-fields.js';
import { SurfaceStore } from './surface-store.js';
import { surfaceStrings as words } from './surface-strings.js';

/**
 * A panel, closed at first, with the surfaces of all networks of a session side by side: seen from the same place, with the
 * same height. Nothing is lifted or drawn while it is closed.
 *
 * @element spline-surface-panel
 * @event spline-announce - `detail`: a sentence for a live region
 */
export class SplineSurfacePanel extends LitElement {
  static override readonly styles = [
    controlStyles,
    splineControlsStyles,
    css`
      :host {
        container: surfaces / inline-size;
      }
      .body {
        padding-inline-start: 0;
      }
      .choice {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 24px;
        padding-bottom: 16px;
      }
      .choice .field {
        display: grid;
        gap: 4px;
        width: 260px;
        max-width: 100%;
      }
      .choice .short {
        width: 84px;
      }
      .surfaces {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 24px 32px;
      }
      .surfaces h3 {
        margin: 0 0 8px;
      }
      .surfaces .none {
        margin: 0;
        color: var(--spline-ink-soft);
        text-wrap: pretty;
      }
      @container surfaces (max-width: 760px) {
        .surfaces {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** The exact cells of the session's networks. */
  @property({ attribute: false }) accessor partitions: ExactPartitions | null = null;
  @property({ attribute: false }) accessor picture = new PictureStore();
  @state() private accessor isOpen = false;

  readonly view = new SurfaceStore();
  readonly #sessions = new StoreController(this);
  readonly #pictures = new StoreController(this);
  readonly #views = new StoreController(this);
  readonly #exact = new StoreController(this);
  /** By WebGPU. Whoever runs the engine on a software adapter has asked for that. */
  readonly #drawings = createSurfaceDrawings(true);

  readonly #sight = new IntersectionController(this, () => this.partitions?.refresh());
  #stopWatching: (() => void) | null = null;

  constructor() {
    super();
    this.#views.follow(this.view);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
    this.#stopWatching = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#sessions.follow(this.session);
    this.#pictures.follow(this.picture);
    this.#exact.follow(this.partitions);
    if (changed.has('partitions')) {
      this.#stopWatching?.();
      this.#stopWatching = null;
    }
    this.#stopWatching ??= this.partitions?.watch(() => this.isOpen && this.#sight.isVisible) ?? null;
  }

  protected override render(): TemplateResult {
    return html`
      <details ?open=${this.isOpen} @toggle=${this.#onToggle}>
        <summary>
          ${icon('chevron')}
          <h2>${words.title}</h2>
          <span class="now">${words.about}</span>
        </summary>
        ${this.isOpen ? this.#body() : nothing}
      </details>
    `;
  }

  #body(): TemplateResult {
    const snapshot = this.session?.snapshot;
    if (!snapshot) return html`<div class="body"><p>${words.waiting}</p></div>`;
    const { hiddenWidths } = snapshot.config.network;
    const network = { hiddenWidths, classCount: snapshot.data?.classCount ?? snapshot.config.data.classCount };
    const { lift } = this.view.state;
    return html`
      <div class="body">
        ${
          snapshot.models.every((_, model) => this.#isCurved(model))
            ? nothing
            : html`<div class="choice">${liftFields(lift, network, (chosen) => this.view.update({ lift: chosen }))}</div>`
        }
        <div class="surfaces">${snapshot.models.map((_, model) => this.#surface(model))}</div>
      </div>
    `;
  }

  #surface(model: number): TemplateResult {
    const snapshot = this.session?.snapshot;
    const exact = this.partitions?.of(model).exact ?? null;
    const drawn = exact?.picture ?? null;
    const name = snapshot ? networkName(snapshot, model) : '';
    return html`
      <section aria-label=${words.frameLabel(name)}>
        <h3>${name}</h3>
        ${
          this.#isCurved(model)
            ? html`<p class="none">${words.curved}</p>`
            : html`<spline-surface
                .workers=${this.partitions?.workers ?? 'auto'}
                .partition=${exact?.partition ?? null}
                .lookup=${exact?.lookup ?? null}
                .folded=${exact?.folded ?? null}
                .step=${exact?.step ?? 0}
                .data=${snapshot?.data ?? null}
                .predictions=${snapshot?.models[model]?.evaluation?.predictions ?? null}
                .scale=${drawn && drawn.style.fill === this.picture.state.numberFill ? drawn.scale : null}
                .picture=${this.picture}
                .view=${this.view}
                .drawings=${this.#drawings}
                .engine=${snapshot?.engine?.kind ?? 'cpu'}
                .absence=${this.#absence(model)}
                .label=${name}
              ></spline-surface>`
        }
      </section>
    `;
  }

  #isCurved(model: number): boolean {
    return this.partitions?.of(model).status === 'curved';
  }

  #absence(model: number): string {
    const exact = this.partitions?.of(model);
    return exact?.status === 'failed' ? exact.reason : words.waiting;
  }

  readonly #onToggle = (event: Event): void => {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    this.partitions?.refresh();
  };
}
