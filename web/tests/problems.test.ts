import { expect, test } from 'vitest';
import { problemOf } from '../src/api/index.ts';
import { errorsByField } from '../src/forms/index.ts';
import { json } from './support.ts';

test('field errors find their field and end with the remedy', async () => {
  const problem = await problemOf(
    json(
      {
        title: 'Invalid',
        code: 'validation',
        errors: [
          { field: 'body.place.coordinates', code: 'range', detail: 'Longitude is 208.', remedy: 'Give -180 to 180.' },
          { field: 'accuracy_m', code: 'min', detail: 'Below zero.' },
        ],
      },
      422,
    ),
  );
  expect(errorsByField(problem)).toEqual({ place: 'Longitude is 208. Give -180 to 180.', accuracy_m: 'Below zero.' });
});

test('reasons are what explains a refusal', async () => {
  const reasons = [{ code: 'crew.off_shift', text: 'Hết ca' }, { code: 'crew.skill', text: 'Thiếu bậc' }];
  const problem = await problemOf(json({ title: 'Refused', code: 'assignment.refused', reasons }, 409));
  expect(problem.explanation).toBe('Hết ca · Thiếu bậc');
  expect(problem.isConflict).toBe(true);
});

test('an answer that is no problem document is still one to show', async () => {
  const problem = await problemOf(new Response('<html>', { status: 502 }));
  expect([problem.status, problem.code]).toEqual([502, 'http.502']);
});
