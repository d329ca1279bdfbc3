import { css } from 'lit';

export const keysDialogStyles = css`
  dialog.keys {
    width: min(460px, calc(100vw - 32px));
    padding: 20px 24px 24px;
    border: 1px solid var(--spline-edge);
    border-radius: 8px;
    background: var(--spline-raised);
    color: var(--spline-ink);
    box-shadow: var(--spline-shadow);
  }
  dialog.keys::backdrop {
    background: rgb(0 0 0 / 35%);
  }
  dialog form {
    display: flex;
    justify-content: space-between;
    align-items: center;
  }
  dialog h2 {
    color: inherit;
  }
  dialog dl {
    margin: 12px 0 0;
  }
  dialog dl div {
    display: grid;
    grid-template-columns: 92px 1fr;
    gap: 12px;
    padding: 6px 0;
    border-top: 1px solid var(--spline-hairline);
  }
  dialog dd {
    margin: 0;
  }
  kbd {
    font: 13px/1.4 var(--spline-mono);
  }
`;
