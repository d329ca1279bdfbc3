/** `import 'splinescope/figure.css'` is for its effect alone. */
export {};
