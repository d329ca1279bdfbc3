import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-600.css';

/** Sets the page in a font that comes with the tests: where words break depends on it, and machines have different ones. */
export async function useKnownFont(): Promise<void> {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px Inter`)));
  document.documentElement.style.fontFamily = 'Inter';
}
