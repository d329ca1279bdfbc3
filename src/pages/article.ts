/** The article: its figures, the elements in its sentences, and the whole application at its end once the page has time. */
import { savesData } from '../components/spline-figure/saves-data.js';
import { chosenEngine } from './engine-from-address.js';
import './app-page.js';
import '../components/prose/define.js';
import './demonstrations.js';
import '../components/spline-figure/define.js';
import '../components/spline-steps/define.js';

const openAll = document.querySelector<HTMLButtonElement>('#open-all');
openAll?.addEventListener('click', () => {
  for (const question of document.querySelectorAll('spline-predict')) question.open = true;
  openAll.disabled = true;
});
openAll?.removeAttribute('hidden');

// It is loaded early, so that it is there without a network too, and made late, since it trains as soon as it is.
const place = document.querySelector('#lab');
const prepareLab = async (): Promise<void> => {
  // With what figures ask for late: full controls, and what buttons in sentences need to put a figure back.
  await import('../components/spline-figure/full-parts.js');
  await import('../components/spline-figure/figure-exports.js');
  await import('../components/spline-lab/define.js');
  if (!place) return;
  const whenNear = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      whenNear.disconnect();
      const lab = document.createElement('spline-lab');
      lab.engine = chosenEngine ?? 'auto';
      place.replaceChildren(lab);
    },
    { rootMargin: '50%' },
  );
  whenNear.observe(place);
};
// Where it cannot be loaded, the link to its own page stays.
const start = (): void => void prepareLab().catch(() => undefined);
// The link alone is enough for readers who save data. Safari has no idle callback.
if (savesData()) place?.classList.add('linked');
else if ('requestIdleCallback' in globalThis) requestIdleCallback(start, { timeout: 5000 });
else addEventListener('load', () => setTimeout(start, 1000));
