import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { InvalidFileError } from '../../io/invalid-file-error.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { Workers } from '../../page-workers.js';
import { LatePartsController } from '../controllers/late-parts-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { editStrings } from '../edit-points/edit-strings.js';
import type { ExactPartitions } from '../exact-partitions.js';
import { english } from '../language.js';
import { networkName } from '../network-names.js';
import { PictureStore } from '../picture-store.js';
import { register } from '../register.js';
import type { RunMeasures } from '../run-measures/run-measures.js';
import { checkbox, choiceField, unrefused } from '../spline-controls/field.js';
import { pageAddress } from '../spline-figure/page-address.js';
import type { SplineVideo } from '../spline-video/spline-video.js';
import { shareStrings } from '../spline-share/share-strings.js';
import { splineControlsStyles } from '../spline-controls/spline-controls.styles.js';
import { controlStyles, offPaperStyles } from '../style/controls.js';
import { icon } from '../style/icons.js';
import { download } from './download.js';
import { cellsOfAll, exactCells, type ExactCells } from './exact-cells.js';
import { fileStrings as words } from './file-strings.js';
import { FileOpener, type WeightsTarget } from './open-files.js';
import { addressOf, savedPicture } from './save-picture.js';
import { experimentSection, numbersSection, section, weightsSection } from './save-sections.js';
import { pictureFile, pictureFormats, type PictureFormat, type SavedFile } from './saved-files.js';
import { splineFilesStyles } from './spline-files.styles.js';

const targets = ['auto', 'first', 'second'] as const satisfies readonly WeightsTarget[];

/** What came of a file that was to be opened. */
interface Result {
  readonly text: string;
  readonly isRefused: boolean;
}

/**
 * Saves pictures, numbers, experiments and weights as files, and opens them.
 *
 * @element spline-files
 * @event spline-refused - `detail`: why no file could be opened, one a line, or none could be saved
 * @event spline-opened - `detail`: what files have brought and why others were refused, one a line
 * @event spline-announce - `detail`: which file was saved
 */
export class SplineFiles extends LitElement {
  static override readonly styles = [controlStyles, offPaperStyles, splineControlsStyles, splineFilesStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  @property({ attribute: false }) accessor picture = new PictureStore();
  @property({ attribute: false }) accessor partitions: ExactPartitions | null = null;
  @property({ attribute: false }) accessor measures: RunMeasures | null = null;
  /** In which films are made. */
  @property({ attribute: false }) accessor workers: Workers = 'auto';

  @state() private accessor format: PictureFormat = 'svg';
  /** Indices of the networks whose pictures are saved. */
  @state() private accessor subjects: readonly number[] = [0, 1];
  @state() private accessor hasCaption = true;
  @state() private accessor hasWeights = true;
  @state() private accessor target: WeightsTarget = 'auto';
  @state() private accessor isSavingPicture = false;
  /** What came of the files that were opened last, also where the page's own message is out of sight. */
  @state() private accessor results: readonly Result[] = [];

  @query('input[type=file]') private accessor input!: HTMLInputElement;
  @query('spline-video') private accessor video!: SplineVideo | null;

  readonly #sessions = new StoreController(this);
  readonly #pictures = new StoreController(this);
  readonly #exact = new StoreController(this);
  readonly #videoPart = new LatePartsController(this, async () => {
    const { SplineVideo } = await import('../spline-video/spline-video.js');
    register('spline-video', SplineVideo);
  });
  #opener: FileOpener | null = null;

  /** Opens files one after the other. What came of all of them is said at once, refusals first. */
  async open(files: readonly File[]): Promise<void> {
    const results: Result[] = [];
    for (const file of files) results.push(await this.#open(file));
    this.results = results.sort((a, b) => Number(b.isRefused) - Number(a.isRefused));
    if (results.length === 0) return;
    const text = results.map((result) => result.text).join('\n');
    this.#emit(results.every(({ isRefused }) => isRefused) ? 'spline-refused' : 'spline-opened', text);
  }

  async #open(file: File): Promise<Result> {
    if (!this.#opener) return { text: words.open.notReady(file.name), isRefused: true };
    try {
      const { draft } = this.picture.state;
      const opened = await this.#opener.open(file, this.target);
      const isOfFormerData = draft && draft.source !== this.session?.snapshot.data;
      this.picture.update({ window: null, probe: null, movingData: false, ...(isOfFormerData && { draft: null }) });
      const text = isOfFormerData && draft.isChanged ? `${opened} ${editStrings.dropped}` : opened;
      return { text, isRefused: false };
    } catch (error) {
      const text = error instanceof InvalidFileError ? error.message : words.open.failed(file.name, reasonOf(error));
      return { text, isRefused: true };
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) {
      this.#sessions.follow(this.session);
      this.#opener = this.session ? new FileOpener(this.session) : null;
    }
    if (changed.has('picture')) this.#pictures.follow(this.picture);
    this.#exact.follow(this.partitions);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session) return nothing;
    const { snapshot } = session;
    return html`
      <details id="files">
        <summary>
          ${icon('chevron')}
          <h2>${words.panel}</h2>
          <span class="now">${words.now}</span>
        </summary>
        <div class="body">
          <p class="effect">${words.effect}</p>
          <div class="sections">
            ${this.#openSection()} ${this.#pictureSection(snapshot)}
            ${this.#filmSection(session)}
            ${numbersSection(snapshot, this.measures, this.#cellsOf(snapshot), this.#save)}
            ${experimentSection(session, this.hasWeights, (hasWeights) => (this.hasWeights = hasWeights), this.#save)}
            ${weightsSection(session, this.#save)} ${this.#shareSection(session)}
          </div>
        </div>
      </details>
    `;
  }

  #openSection(): TemplateResult {
    const { open } = words;
    return section(
      open.title,
      html`
        <div class="fields">
          ${choiceField(unrefused, {
            id: 'target',
            label: open.target,
            value: this.target,
            choices: targets,
            names: open.targets,
            change: (target) => (this.target = target),
          })}
        </div>
        <div class="row">
          <button type="button" class="button" @click=${() => this.input.click()}>${open.button}</button>
          <input
            type="file"
            multiple
            hidden
            aria-label=${open.button}
            @change=${this.#onChosen}
          />
        </div>
        ${this.results.map(({ text, isRefused }) => html`<p class="result ${isRefused ? 'refusal' : ''}">${text}</p>`)}
      `,
      `${open.help} ${open.targetHelp}`,
    );
  }

  #shareSection(session: Session): TemplateResult {
    const share = html`<spline-share .session=${session} .picture=${this.picture}></spline-share>`;
    return section(shareStrings.title, share, shareStrings.help);
  }

  #filmSection(session: Session): TemplateResult {
    const { state } = this.#videoPart;
    return section(
      words.film.title,
      state === 'loaded'
        ? html`<spline-video
            .session=${session}
            .picture=${this.picture}
            .workers=${this.workers}
          ></spline-video>`
        : html`<div class="row">
            <button type="button" class="button" aria-disabled=${state === 'loading'} @click=${this.#openVideo}>
              ${state === 'loading' ? words.film.opening : words.film.open}
            </button>
          </div>`,
      words.film.help,
    );
  }

  /** What takes the button's place takes its focus. */
  readonly #openVideo = async (): Promise<void> => {
    if (!(await this.#videoPart.load())) {
      this.#emit('spline-refused', words.film.failed);
      return;
    }
    await this.updateComplete;
    await this.video?.updateComplete;
    this.video?.focus();
  };

  #pictureSection(snapshot: SessionSnapshot): TemplateResult {
    const { picture } = words;
    const count = snapshot.models.length;
    const all = snapshot.models.map((_, model) => model);
    const choices = ['both', ...all.map(String)];
    const names = Object.fromEntries([
      ['both', picture.both],
      ...all.map((model) => [String(model), networkName(snapshot, model)]),
    ]) as Record<string, string>;
    const value = this.subjects.length === 1 ? String(this.subjects[0]) : 'both';
    const { reason } = cellsOfAll(this.#cellsOf(snapshot), this.subjects);
    return section(
      picture.title,
      html`
        <div class="fields">
          ${
            count > 1
              ? choiceField(unrefused, {
                  id: 'networks',
                  label: picture.networks,
                  value,
                  choices,
                  names,
                  change: (choice) => (this.subjects = choice === 'both' ? all : [Number(choice)]),
                })
              : nothing
          }
          ${choiceField(unrefused, {
            id: 'format',
            label: picture.format,
            value: this.format,
            choices: pictureFormats,
            names: picture.formats,
            change: (format) => (this.format = format),
          })}
        </div>
        ${checkbox(picture.caption, this.hasCaption, (checked) => (this.hasCaption = checked))}
        <div class="row">
          <button type="button" class="button" ?disabled=${reason !== null}
            aria-disabled=${this.isSavingPicture}
            @click=${() => void this.#savePicture()}>
            ${this.isSavingPicture ? picture.saving : picture.save}
          </button>
        </div>
        ${reason === null ? nothing : html`<p class="absent">${reason}</p>`}
      `,
      picture.help,
    );
  }

  #cellsOf(snapshot: SessionSnapshot): (model: number) => ExactCells {
    return (model) => exactCells(this.partitions, snapshot, model);
  }

  readonly #onChosen = (): void => {
    const files = [...(this.input.files ?? [])];
    // The same file can be chosen again.
    this.input.value = '';
    void this.open(files);
  };

  readonly #save = (make: () => SavedFile): void => {
    try {
      this.#handOver(make());
    } catch (error) {
      this.#emit('spline-refused', words.notSaved(reasonOf(error)));
    }
  };

  /** The button stays where it is, so that focus does too, but does nothing until the picture is there. */
  async #savePicture(): Promise<void> {
    if (this.isSavingPicture) return;
    this.isSavingPicture = true;
    try {
      // What is being done is shown before it is done.
      await new Promise(requestAnimationFrame).then(() => new Promise((resolve) => setTimeout(resolve)));
      await this.#makePicture();
    } catch (error) {
      this.#emit('spline-refused', words.notSaved(reasonOf(error)));
    } finally {
      this.isSavingPicture = false;
    }
  }

  async #makePicture(): Promise<void> {
    const { session, picture, partitions } = this;
    if (!session) return;
    const cells = cellsOfAll(this.#cellsOf(session.snapshot), this.subjects);
    if (cells.reason !== null) return;
    const { subjects } = cells;
    const { state } = picture;
    const address = await addressOf(pageAddress(location.href), subjects, state);
    const saved = savedPicture(subjects, state, partitions?.scale ?? null, this.hasCaption, english, address);
    const file = await pictureFile(saved, subjects, this.format);
    if (file) this.#handOver(file);
    else this.#emit('spline-refused', words.picture.tooLarge);
  }

  #handOver({ name, content, type }: SavedFile): void {
    download(name, content, type);
    this.#emit('spline-announce', words.saved(name));
  }

  #emit(type: 'spline-refused' | 'spline-opened' | 'spline-announce', detail: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
