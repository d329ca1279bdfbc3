/** A button beside every piece of code that copies it. */
import { copyText } from '../components/spline-share/copy-text.js';

const SAID_MS = 2000;

for (const code of document.querySelectorAll('pre')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet copy';
  button.textContent = 'Copy';
  button.addEventListener('click', () => void copy(code, button));
  const box = document.createElement('div');
  box.className = 'code';
  code.replaceWith(box);
  box.append(code, button);
  // What can be scrolled can be reached by keyboard.
  code.tabIndex = 0;
  code.setAttribute('role', 'group');
  code.setAttribute('aria-label', 'Code');
}

const said = document.createElement('p');
said.className = 'visually-hidden';
said.setAttribute('role', 'status');
document.querySelector('main')?.append(said);

async function copy(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const isCopied = await copyText(code.textContent ?? '');
  if (!isCopied) getSelection()?.selectAllChildren(code);
  const text = isCopied ? 'Copied' : 'Selected; press Ctrl+C';
  button.textContent = text;
  said.textContent = text;
  setTimeout(() => {
    button.textContent = 'Copy';
    said.textContent = '';
  }, SAID_MS);
}
