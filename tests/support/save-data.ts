import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';

const override = (dataSaverEnabled: boolean): Promise<unknown> =>
  cdp().send('Emulation.setDataSaverOverride', { dataSaverEnabled });

/** The reader saves data, until the test is over. */
export async function saveData(): Promise<void> {
  await override(true);
  onTestFinished(async () => void (await override(false)));
}
