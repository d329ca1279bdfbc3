/** Whether the clipboard has taken the text: frames and insecure pages may not. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Puts a fragment into the address without a step of history; frames without an address of their own refuse it. */
export function showFragment(fragment: string): void {
  try {
    history.replaceState(history.state, '', `#${fragment}`);
  } catch {
    // The link was copied all the same.
  }
}
