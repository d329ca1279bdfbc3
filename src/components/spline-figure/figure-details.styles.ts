import { css } from 'lit';

/** The line of settings, and the tables that it opens. */
export const detailsStyles = css`
  details {
    --spline-target: 2.75rem;
    border-block-start: 1px solid var(--spline-hairline);
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: calc(2.25em / 0.8125);
  }
  /* Below a picture that has no other controls. */
  details.quiet {
    border: 0;
  }
  .quiet summary {
    min-block-size: max(1.75em / 0.8125, 24px);
  }
  summary .settings {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  summary .more {
    flex: none;
    margin-inline-start: auto;
    text-decoration: underline;
    text-decoration-color: var(--spline-edge);
    text-underline-offset: 0.2em;
  }
  summary:hover .more {
    color: var(--spline-ink);
  }
  details[open] .settings {
    visibility: hidden;
  }
  spline-share {
    display: block;
    margin-block: 0.25em 0.75em;
  }
  .saves {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    margin-block-end: 1em;
  }
  /* Words go on in a second line rather than leave a narrow page. */
  .saves .button {
    max-inline-size: 100%;
    white-space: normal;
  }
  details p {
    margin-block: 0 0.75em;
  }
  .scroll {
    max-block-size: 20em;
    margin-block-end: 0.75em;
    overflow: auto;
    border-block-end: 1px solid var(--spline-hairline);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block: 0.25em;
    color: var(--spline-ink);
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 0.2em 0.5em;
    font-weight: 400;
    text-align: end;
  }
  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  thead th {
    border-block-end: 1px solid var(--spline-hairline);
    vertical-align: bottom;
  }
`;
