import type { LitElement } from 'lit';
import type { SessionFactory } from '../../create-session.js';
import type { FigureView } from '../../io/figure-fields.js';
import type { CustomPoint } from '../../training/data-set.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { isEqual } from '../../training/is-equal.js';
import type { ModelState } from '../../training/model-state.js';
import type { Session } from '../../training/session.js';
import { StoreController } from '../controllers/store-controller.js';
import { langOf, languageOf } from '../language-of.js';
import { english, type Language, type Strings } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import type { AwakeFigures } from './awake-figures.js';
import { FigureDirector } from './figure-director.js';
import type { ExportedFigure } from './figure-exports.js';
import { FigureLook } from './figure-look.js';
import type { WrittenOptions } from './figure-options.js';
import { FigureReporter, isDrawn } from './figure-reporter.js';
import { FigureRun } from './figure-run.js';
import { FigureSettings } from './figure-settings.js';
import { figureStrings, type FigureStrings } from './figure-strings.js';
import type { FigureScene } from './figure-template.js';
import { shownAs } from './figure-view.js';
import { FigureVoice } from './figure-voice.js';
import { GroupLink } from './group-link.js';
import type { GroupableFigure } from './group/grouped-figure.js';
import { LateFigure } from './late-figure.js';
import { LinkedState } from './linked-state.js';
import { PrintController } from '../print/print-controller.js';
import { stillPainter } from '../print/still-painter.js';
import { inEnglish, type Remark } from './remark.js';
import { stringRemarks } from './string-remarks.js';
import type { TrainingSlots } from './training-slots.js';

/** What an author has given a figure, by attributes and properties. */
export interface FigureElement extends LitElement, WrittenOptions {
  readonly autoplay: boolean;
  readonly group: string;
  readonly state: string | null;
  readonly alt: string;
  readonly poster: string;
  readonly points: readonly CustomPoint[] | null;
  readonly weights: readonly ModelState[] | null;
  readonly strings: Strings | null;
  readonly slots: Pick<TrainingSlots, 'take' | 'offer' | 'release'>;
  readonly awake: AwakeFigures;
  readonly createSession: SessionFactory | null;
  readonly editOwner: object | null;
  readonly picture: PictureStore;
  readonly session: Session | null;
  readonly language: Language;
}

/** What of it is another since the last rendering. */
export interface FigureChanges {
  readonly experiment: boolean;
  readonly points: boolean;
  readonly weights: boolean;
  readonly engine: boolean;
}

/** What a figure shows that its core knows. */
type CoreScene = Omit<FigureScene, 'app' | 'hasFallback' | 'isOpen' | 'isFull'>;

/** What is behind the tag of a figure: makes its parts, tells each what it needs to know of the others, and gathers what is to be shown. */
export class FigureCore {
  readonly settings: FigureSettings;
  readonly reporter: FigureReporter;
  readonly director: FigureDirector;
  readonly run: FigureRun;
  readonly late: LateFigure;
  readonly voice: FigureVoice;
  readonly #element: FigureElement;
  readonly #sessions: StoreController;
  readonly #look: FigureLook;
  readonly #print: PrintController;
  readonly #group: GroupLink;
  readonly #linked: LinkedState;
  #language = english;
  #refusal: Remark | null = null;

  /** @param flush renders the element at once */
  constructor(element: FigureElement, flush: () => void) {
    this.#element = element;
    this.settings = new FigureSettings(element);
    this.reporter = new FigureReporter(element);
    this.#linked = new LinkedState(() => this.#onLink());
    this.#sessions = new StoreController(element, () => this.#onSnapshot());
    new StoreController(element).follow(element.picture);
    this.#look = new FigureLook(
      element,
      () => this.settings.options.theme,
      () => this.#print.isPrinting,
    );
    this.#print = new PrintController(
      element,
      flush,
      () => this.late.live?.stills(this.run, this.#look.printedTheme) ?? [],
    );
    this.voice = new FigureVoice(element, () => this.run.isSeen);
    this.#group = new GroupLink(
      element,
      () => this.#groupable(),
      () => element.slots,
    );
    this.late = new LateFigure(element, {
      makeLive: ({ LiveFigure }) =>
        new LiveFigure(
          element,
          {
            say: (sentence) => this.voice.answer(sentence),
            onTurned: (direction) => this.director.onTurned(direction),
          },
          this.voice.announcer,
        ),
      isEager: () => this.#isEager,
      onFailed: () => this.reporter.notLoaded(this.words.notLoaded),
    });
    this.run = new FigureRun(element, {
      slots: () => this.#group.member?.slots ?? element.slots,
      awake: () => element.awake,
      isEager: () => this.#isEager,
      prepare: () => this.late.prepare(),
      isReady: () => this.late.live !== null && !this.#linked.isPending && !this.#group.isPending,
      create: () => this.director.makeSession(),
      cut: (session) => this.late.loaded.partitionsOf(session, this.settings.options.workers),
      onSight: (isSeen) => {
        if (isSeen) this.#look.look();
        this.#group.member?.onSight();
      },
      onBegin: () => this.#onBegin(),
      onEnd: () => this.voice.announcer.dispose(),
    });
    this.director = new FigureDirector({
      run: () => this.run,
      settings: this.settings,
      reporter: this.reporter,
      linked: this.#linked,
      points: () => element.points,
      weights: () => element.weights,
      ask: () => this.late.ask(),
      playsAlone: () => this.#playsAlone,
      prefersCalm: () => this.prefersCalm,
      create: (config) => this.late.loaded.createSession(config, this.settings.options),
      refuse: (reason) => this.refuse(reason === null ? null : inEnglish(reason)),
      say: (sentence) => this.voice.answer(sentence),
      language: () => this.#language,
      member: () => this.#group.member,
      editOwner: () => element.editOwner,
    });
  }

  get language(): Language {
    return this.#language;
  }

  get words(): FigureStrings {
    return this.#language.of('figure', figureStrings);
  }

  get prefersCalm(): boolean {
    return this.#look.prefersCalm;
  }

  /** The experiment that runs, or that is to. */
  get config(): ExperimentConfig {
    return this.run.session?.snapshot.config ?? this.director.start.config;
  }

  /** Of the run that a group shares only the figure that leads it speaks; a reader is answered in every figure. */
  get narrates(): boolean {
    return this.run.isSeen && !this.#group.member?.isFollower;
  }

  /** @param remark why the reader, or the author, cannot have something; null: nothing is refused any more */
  refuse(remark: Remark | null): void {
    if (remark === this.#refusal) return;
    this.#refusal = remark;
    this.#element.requestUpdate();
  }

  /** Before a rendering: brings the parts to what the author has given, and the reader's system wants. */
  follow(changes: FigureChanges): void {
    const { strings, state, group, picture, hasUpdated } = this.#element;
    this.#language = languageOf(this.#element, strings, this.#language);
    const former = this.settings.experiment;
    this.settings.readOptions(this.#language);
    if (changes.experiment) this.settings.readExperiment();
    this.#linked.follow(state ?? '', !hasUpdated);
    this.#group.follow(group);
    this.settings.warn(this.#remarks);
    const { experiment, options } = this.settings;
    // What the reader has zoomed to stays where another attribute has changed.
    if (!isEqual(experiment.view, former.view) && !this.#linked.opened) {
      const isSameWindow = isEqual(experiment.view.window, former.view.window);
      const view = isSameWindow ? { ...experiment.view, window: picture.state.window } : experiment.view;
      this.director.asOneEdit(() => this.#show(view));
    }
    if (options.controls === 'full') this.late.prepareChart();
    this.#sessions.follow(this.run.session);
    picture.update({ theme: this.#look.theme, reducedMotion: this.prefersCalm });
    this.late.live?.calm(this.run.session, this.prefersCalm);
    // What was given before the first rendering is what the figure begins with.
    if (hasUpdated) this.director.follow(former, changes.points, changes.weights);
    if (this.run.session && changes.engine) this.run.renew();
  }

  get scene(): CoreScene {
    const { alt, poster, picture } = this.#element;
    const { late } = this;
    return {
      session: this.run.session,
      config: this.config,
      partitions: this.run.partitions,
      picture,
      options: this.settings.options,
      words: this.words,
      language: this.#language,
      theme: this.#look.printedTheme,
      linkedMoment: this.director.linkedMoment,
      alt,
      altLang: alt ? langOf(this.#element) : null,
      poster,
      isComing: this.run.isComing && late.near.state !== 'failed' && !late.isSpared,
      isGoing: this.director.isGoing,
      hold: this.run.hold,
      pace: this.director.pace,
      stills: this.#print.stills,
      chart: late.chart,
      details: late.details,
      late: late.tables,
      near: late.near,
      isSpared: late.isSpared,
      isAskedFor: late.isAskedFor,
      problems: this.#remarks,
      refusal: this.#refusal,
      spoken: this.voice.spoken,
    };
  }

  /** After a rendering. @param themed what has the colours of the figure */
  rendered(themed: HTMLElement): void {
    this.#look.dress(themed);
    this.reporter.tellRun(this.run.session, this.director.isGoing, this.run.hold, this.#language);
  }

  /** What is exported of the figure, once it has its first picture. @throws Error where it has none, or has gone since */
  async exported(): Promise<[typeof import('./figure-exports.js'), ExportedFigure]> {
    this.late.ask();
    const exports = await import('./figure-exports.js');
    await this.reporter.ready;
    const { session, partitions } = this.run;
    if (!session || !partitions) throw new Error('The figure is not on the page.');
    return [exports, { session, partitions, picture: this.#element.picture, language: this.#language }];
  }

  get #isEager(): boolean {
    return this.settings.options.loading === 'eager';
  }

  get #playsAlone(): boolean {
    return this.#element.autoplay && !this.prefersCalm;
  }

  /** What the author, or whoever made a link, is to know. */
  get #remarks(): readonly Remark[] {
    return [
      ...this.settings.remarks,
      ...this.#linked.said(this.#language),
      ...this.#group.remarks(this.#language),
      ...stringRemarks(this.#language),
    ];
  }

  /** What this figure tells its group of itself, and does for it. */
  #groupable(): GroupableFigure {
    return {
      element: this.#element,
      picture: this.#element.picture,
      run: () => this.run,
      ownStart: () => this.director.ownStart,
      ownWindow: () => this.#view.window,
      askedPace: () => this.director.askedPace,
      ownSteps: () => this.settings.experiment.steps,
      playsAlone: () => this.#playsAlone,
      isReading: () => this.#linked.isPending,
      showMoment: () => this.director.showPoint(),
      asGroup: (act) => this.director.as('group', act),
      refuse: (reason) => this.refuse(reason === null ? null : inEnglish(reason)),
    };
  }

  /** What is to be shown besides the experiment. */
  get #view(): FigureView {
    return (this.#linked.opened ?? this.settings.experiment).view;
  }

  #show(view: FigureView): void {
    const { picture } = this.#element;
    picture.update(shownAs(view, picture.state));
  }

  #onLink(): void {
    this.#show(this.#view);
    this.director.give(null, this.#linked.opened ? 'link' : 'api');
    this.#element.requestUpdate();
  }

  #onBegin(): void {
    this.late.begin();
    if (this.run.session) this.reporter.begin(this.run.session.snapshot);
    this.director.begin();
  }

  #onSnapshot(): void {
    this.#element.requestUpdate();
    const { session, partitions } = this.run;
    if (!session) return;
    const { snapshot } = session;
    const { member } = this.#group;
    const source = this.director.source ?? (member?.isOfGroup(snapshot) ? 'group' : null);
    this.reporter.follow(snapshot, source, session.isGestureUnderWay, performance.now());
    member?.onSnapshot(snapshot);
    this.director.onSnapshot();
    if (isDrawn(snapshot)) void stillPainter.prepare();
    if (this.narrates) this.late.live?.narrate(snapshot, partitions);
  }
}
