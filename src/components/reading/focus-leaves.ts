/**
 * Whether the focus goes from an element to another place of the page, by a `focusout` that is heard on the element. Not when
 * it goes to something in the element, nor when the window loses the focus and will give it back.
 */
export function focusLeaves({ currentTarget, relatedTarget }: FocusEvent): boolean {
  const isWithin =
    currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  return !isWithin && document.hasFocus();
}
