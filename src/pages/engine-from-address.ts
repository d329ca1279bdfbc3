/** `?engine=cpu` or `?engine=webgpu` in the address chooses the engine of all figures of the page. To be imported first. */
const asked = new URLSearchParams(location.search).get('engine');

export const chosenEngine = (['webgpu', 'cpu'] as const).find((name) => name === asked) ?? null;

if (chosenEngine) {
  for (const figure of document.querySelectorAll('spline-figure')) figure.setAttribute('engine', chosenEngine);
}
