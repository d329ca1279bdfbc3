/** Events that the elements send; they bubble and leave shadow trees. */
declare global {
  interface GlobalEventHandlersEventMap {
    /** A sentence for a live region. */
    'spline-announce': CustomEvent<string>;
    /** Why a setting was refused. */
    'spline-refused': CustomEvent<string>;
  }
}

export {};
