import { css } from 'lit';

export const editPanelStyles = css`
  .edit {
    display: grid;
    justify-items: start;
    gap: 8px;
    padding: 12px 0;
    font: 0.875rem/1.25rem var(--spline-sans);
  }
  .edit-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    width: 100%;
  }
  .edit-ways {
    display: inline-flex;
    gap: 6px;
    margin-inline-start: auto;
  }
  .edit .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding-inline: 8px 12px;
    border: 1px solid var(--spline-hairline);
    border-radius: 16px;
    background: var(--spline-raised);
    font: 500 0.8125rem/1 var(--spline-sans);
    font-variant-numeric: tabular-nums;
  }
  .edit .chip:hover {
    border-color: var(--spline-edge);
  }
  .edit .chip[aria-pressed='true'] {
    border-color: var(--spline-ink);
    box-shadow: inset 0 0 0 1px var(--spline-ink);
  }
  .edit .chip svg {
    width: 16px;
    height: 16px;
    flex: none;
    forced-color-adjust: none;
  }
  .edit-outcome {
    margin: 0;
    /* Two lines are there from the start: what follows does not move with the words. */
    min-height: 40px;
    color: var(--spline-ink-soft);
    font-size: 0.8125rem;
    text-wrap: pretty;
  }
  .edit-outcome.problem {
    color: var(--spline-warning);
  }
  @container (max-width: 480px) {
    .edit .button.icon,
    .edit .chip {
      min-width: 40px;
      min-height: 40px;
      border-radius: 20px;
    }
  }
`;
