import { css } from 'lit';

/** Lines, points and dots of pictures, and of their keys. */
export const marksStyles = css`
  path,
  line,
  polyline,
  circle,
  polygon {
    vector-effect: non-scaling-stroke;
    fill: none;
  }
  .dot {
    fill: var(--spline-edge);
  }
  .points {
    stroke: var(--spline-edge);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .wall {
    stroke-width: 1;
  }
  .layer-0 {
    stroke: var(--layer-0);
    stroke-width: 1.5;
  }
  .layer-1 {
    stroke: var(--layer-1);
  }
  .layer-2 {
    stroke: var(--layer-2);
  }
  .layer-3 {
    stroke: var(--layer-3);
  }
  .layer-1.folded {
    stroke-width: 3;
  }
  .own {
    stroke: var(--spline-ink);
    stroke-width: 2.5;
  }
  .mean {
    stroke: var(--spline-ink);
    stroke-width: 2;
  }
  .guide {
    stroke: var(--spline-edge);
    stroke-width: 1;
    stroke-dasharray: 2 3;
  }
  .frame {
    stroke: var(--spline-hairline);
    stroke-width: 1;
  }
  .plain {
    stroke: var(--spline-first);
    stroke-width: 2.5;
    stroke-dasharray: 7 4;
  }
  .ghost {
    stroke: var(--spline-second);
    stroke-width: 1;
    opacity: 0.35;
  }
  .boundary {
    stroke: var(--boundary);
    stroke-width: 2.5;
  }
  .band {
    fill: color-mix(in srgb, var(--spline-second) 18%, transparent);
  }
  .band-sample {
    stroke: color-mix(in srgb, var(--spline-second) 18%, transparent);
    stroke-width: 12;
  }
  .points.class-0 {
    stroke: var(--class-0);
  }
  .points.class-1 {
    stroke: var(--class-1);
  }
  .points.faint {
    opacity: 0.45;
    stroke-width: 4;
  }
  .normalized {
    stroke: var(--spline-second);
    stroke-width: 2.5;
  }
  polyline.thin {
    stroke-width: 1.25;
  }
  .curve {
    stroke: var(--spline-ink);
    stroke-width: 1.5;
  }
  circle.plain {
    fill: var(--spline-raised);
    stroke-dasharray: none;
  }
  circle.normalized {
    fill: var(--spline-second);
  }
`;
