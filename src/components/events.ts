/** Events that the elements send; they bubble and leave shadow trees. */
declare global {
  interface GlobalEventHandlersEventMap {
    /** A sentence for a live region. */
    'spline-announce': CustomEvent<string>;
    /** Why a setting was refused. */
    'spline-refused': CustomEvent<string>;
    /** What switching BN on is to do from now on. */
    'spline-insertionchange': CustomEvent<'align' | 'keep-function'>;
    /** A setting has restarted the run. */
    'spline-restart': CustomEvent<null>;
  }
}

export {};
