import { html, type TemplateResult } from 'lit';

/** A table that scrolls by itself, also by keys. @param rows texts, the first of each names the row */
export const numbersTable = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): TemplateResult => html`
  <div class="scroll" tabindex="0" role="group" aria-label=${caption}>
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name = '', ...values]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${values.map((value) => html`<td>${value}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>
`;
