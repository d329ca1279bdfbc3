/**
 * `npm run bench:speed [engine]`: how quick figures are on this machine. Steps per second of one, two and four that train at
 * once; updates per second where the slider of a finished run of a 2-64-64-2 network is dragged; and how long a figure that
 * comes into view waits for its picture, for the first time, after it has kept what it had, and after it has given that back.
 *
 * Nothing here passes or fails. Engines: webgpu (default), cpu.
 */
import { withBuiltPage } from './built-page.mjs';
import { printTable } from './measure-cpu.mjs';

const engine = process.argv[2] ?? 'webgpu';
const MEASURED_MS = 3000;
/** Between two moves of the slider: 30 in a second. */
const MOVE_MS = 1000 / 30;
const RETURNS = 5;

const range = (values) =>
  values.length === 0 ? '–' : `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;

await withBuiltPage(async (site) => {
  await training(site);
  await scrubbing(site);
  await returning(site);
});

/** A page with nothing in it but what `makeFigure` puts there. */
async function openPage({ address, newPage }) {
  const page = await newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}figures.html`);
  await page.evaluate(() => customElements.whenDefined('spline-figure'));
  await page.evaluate(prepare, engine);
  return page;
}

async function training(site) {
  const rows = [];
  for (const count of [1, 2, 4]) {
    const page = await openPage(site);
    const rates = await page.evaluate(trainAtOnce, { count, measuredMs: MEASURED_MS });
    rows.push([
      count,
      rates.reduce((sum, rate) => sum + rate, 0).toFixed(0),
      rates.map((rate) => rate.toFixed(0)).join(' '),
    ]);
    await page.close();
  }
  printTable(
    `Figures of twins 2-64-64-2 that train at once, ${engine}`,
    ['figures', 'steps per second', 'of each'],
    rows,
  );
}

async function scrubbing(site) {
  const page = await openPage(site);
  const { moments, pictures, kept, longestMs } = await page.evaluate(scrub, {
    measuredMs: MEASURED_MS,
    moveMs: MOVE_MS,
  });
  printTable(
    `A finished run of 2-64-64-2, its slider moved 30 times a second, ${engine}`,
    ['moments shown per second', 'pictures per second', 'longest wait for one (ms)', 'moments kept'],
    [[moments.toFixed(1), pictures.toFixed(1), longestMs.toFixed(0), kept]],
  );
  await page.close();
}

async function returning(site) {
  const page = await openPage(site);
  const waits = await page.evaluate(comeIntoView, RETURNS);
  printTable(
    `A figure of twins that comes into view, ${engine}: milliseconds, least and most of ${RETURNS}`,
    ['', 'a picture is there', 'a newer one is drawn'],
    waits.map(({ name, there, drawn }) => [name, range(there), range(drawn)]),
  );
  await page.close();
}

// In the page.

function prepare(engineName) {
  const main = document.querySelector('main');
  globalThis.engineName = engineName;
  main.replaceChildren();
  main.style.cssText = 'display: grid; grid-template-columns: 1fr 1fr; max-inline-size: 1200px';
  globalThis.nextFrame = () => new Promise(requestAnimationFrame);
  globalThis.makeFigure = (attributes) => {
    const figure = document.createElement('spline-figure');
    for (const [name, value] of Object.entries({ engine: engineName, compare: '', ...attributes }))
      figure.setAttribute(name, value);
    main.append(figure);
    return figure;
  };
}

async function trainAtOnce({ count, measuredMs }) {
  const figures = Array.from({ length: count }, () => globalThis.makeFigure({ epochs: '1000000' }));
  // As many at once as are asked for, whatever a page allows by itself.
  const [{ slots }] = figures;
  const all = new slots.constructor(count);
  for (const figure of figures) figure.slots = all;
  await Promise.all(figures.map((figure) => figure.whenReady()));
  for (const figure of figures) {
    figure.session.stepsPerSecond = Infinity;
    figure.play();
  }
  const stepOf = ({ session }) => session.snapshot.step;
  while (figures.some((figure) => stepOf(figure) < 20)) await globalThis.nextFrame();
  const [before, start] = [figures.map(stepOf), performance.now()];
  while (performance.now() - start < measuredMs) await globalThis.nextFrame();
  const seconds = (performance.now() - start) / 1000;
  return figures.map((figure, index) => (stepOf(figure) - before[index]) / seconds);
}

async function scrub({ measuredMs, moveMs }) {
  const figure = globalThis.makeFigure({});
  await figure.whenReady();
  const { session } = figure;
  session.stepsPerSecond = Infinity;
  figure.play();
  while (session.snapshot.state !== 'finished') await globalThis.nextFrame();
  while (session.models[0].step !== session.snapshot.step) await globalThis.nextFrame();
  // Every moment that is kept, from the last back to the first.
  const kept = [session.snapshot.step];
  while (kept.at(-1) > 0) {
    const step = session.snapshot.step;
    figure.goTo(step - 1);
    while (session.snapshot.step === step) await globalThis.nextFrame();
    kept.push(session.snapshot.step);
  }
  let [moments, pictures, longestMs, shown] = [0, 0, 0, session.snapshot.step];
  const start = performance.now();
  let drawnAt = start;
  const stop = session.subscribe(() => {
    if (session.snapshot.step !== shown) moments++;
    shown = session.snapshot.step;
  });
  const [canvas] = figure.shadowRoot.querySelector('spline-view').shadowRoot.querySelectorAll('.surface canvas');
  // What an engine calls when it has another picture of the first network.
  for (const [prototype, method] of [
    [GPUCanvasContext.prototype, 'getCurrentTexture'],
    [CanvasRenderingContext2D.prototype, 'putImageData'],
  ]) {
    const present = prototype[method];
    prototype[method] = function (...parameters) {
      if (this.canvas === canvas) {
        pictures++;
        longestMs = Math.max(longestMs, performance.now() - drawnAt);
        drawnAt = performance.now();
      }
      return present.apply(this, parameters);
    };
  }
  for (let move = 0; performance.now() - start < measuredMs; move++) {
    figure.goTo(kept[move % kept.length]);
    await new Promise((resolve) => setTimeout(resolve, moveMs));
  }
  const seconds = (performance.now() - start) / 1000;
  stop();
  return { moments: moments / seconds, pictures: pictures / seconds, kept: kept.length, longestMs };
}

async function comeIntoView(returns) {
  const main = document.querySelector('main');
  const canvasOf = (figure) =>
    figure.shadowRoot.querySelector('spline-view')?.shadowRoot.querySelector('.surface canvas');
  const settled = async (figure) => {
    while (figure.session.snapshot.state !== 'ready') await globalThis.nextFrame();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  };
  const first = { name: 'for the first time', there: [], drawn: [] };
  const back = [
    { name: 'again, having kept what it had', keepMs: 1e9, there: [], drawn: [] },
    { name: 'again, having given it back', keepMs: 0, there: [], drawn: [] },
  ];
  for (let round = 0; round < returns; round++) {
    main.replaceChildren();
    main.style.marginTop = '0';
    const start = performance.now();
    const figure = globalThis.makeFigure({ steps: '5' });
    const Awake = figure.awake.constructor;
    await figure.whenReady();
    first.there.push(performance.now() - start);
    for (const { keepMs, there, drawn } of back) {
      figure.awake = new Awake(1, keepMs);
      await settled(figure);
      main.style.marginTop = '500vh';
      for (let frame = 0; frame < 10; frame++) await globalThis.nextFrame();
      if (globalThis.engineName === 'webgpu' && keepMs === 0)
        while (!figure.session.isResting) await globalThis.nextFrame();
      const last = canvasOf(figure);
      const shownAt = performance.now();
      main.style.marginTop = '0';
      await globalThis.nextFrame();
      if (canvasOf(figure) === last) there.push(performance.now() - shownAt);
      // One more step, which needs the engine.
      const step = figure.session.snapshot.step;
      figure.step(1);
      while (figure.session.snapshot.step <= step) await globalThis.nextFrame();
      drawn.push(performance.now() - shownAt);
    }
  }
  return [first, ...back];
}
