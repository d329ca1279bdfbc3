/** The stand-alone page: takes the engine and the preset from the address, for instance `?engine=cpu&preset=moons`, and opens links. */
import './components/spline-lab/define.js';
import { presetNames } from './training/experiment-config.js';

const engines = ['auto', 'webgpu', 'cpu'] as const;

const lab = document.querySelector('spline-lab');
const query = new URLSearchParams(location.search);
const engine = engines.find((name) => name === query.get('engine'));
const preset = presetNames.find((name) => name === query.get('preset'));
if (lab && engine) lab.engine = engine;
if (lab && preset) lab.preset = preset;
const openFragment = (): void => void lab?.openLink(location.hash);
if (location.hash) openFragment();
addEventListener('hashchange', openFragment);
