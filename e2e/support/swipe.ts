import type { Page } from '@playwright/test';

/** One finger from one point to another, in small moves. */
export async function swipe(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', ...from);
  for (let part = 1; part <= 10; part++) {
    const share = part / 10;
    await touch('touchMove', from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share);
    await page.waitForTimeout(16);
  }
  await touch('touchEnd', ...to);
}
