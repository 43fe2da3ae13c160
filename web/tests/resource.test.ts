import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createResource, Problem } from '../src/api/index.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many changes in a row make one request', async () => {
  const fetchData = vi.fn(async () => 'x');
  const resource = createResource(fetchData);
  for (let times = 0; times < 20; times += 1) resource.reloadSoon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetchData).toHaveBeenCalledTimes(1);
});

test('an answer to an older question does not replace a newer one', async () => {
  const answers = [
    new Promise<string>((resolve) => setTimeout(() => resolve('old'), 500)),
    new Promise<string>((resolve) => setTimeout(() => resolve('new'), 100)),
  ];
  const resource = createResource(() => answers.shift() ?? Promise.resolve('none'));
  void resource.reload();
  void resource.reload();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(resource.data.value).toBe('new');
});

test('a failure keeps what is shown and says what went wrong', async () => {
  const answers: (() => Promise<string>)[] = [
    async () => 'shown',
    () => Promise.reject(new Problem(503, 'down', 'Away')),
  ];
  const resource = createResource(() => answers.shift()?.() ?? Promise.resolve('none'));
  await resource.reload();
  await resource.reload();
  expect(resource.data.value).toBe('shown');
  expect(resource.problem.value?.code).toBe('down');
});
