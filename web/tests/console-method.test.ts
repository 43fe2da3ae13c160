import { beforeEach, expect, test } from 'vitest';
import { locale } from '../src/i18n/index.ts';
import { changeMethod, methodBody, methodErrors, resetMethod, usualMethod } from '../src/pages/console/method.ts';

beforeEach(() => {
  locale.value = 'en';
  resetMethod();
});

test('dead-line with its usual reason needs nothing from anybody', () => {
  expect(methodBody()).toEqual(usualMethod());
  expect(usualMethod()).toMatchObject({ work_method: 'dead_line', method_reason: expect.stringMatching(/earthed/) });
});

test('a reason that was emptied is asked for, and not before somebody tried', () => {
  changeMethod({ reason: '  ' });
  expect(methodErrors.value).toEqual({});
  expect(methodBody()).toBeNull();
  expect(methodErrors.value).toEqual({ reason: 'Required' });
});

test('live-line takes its own reason and a procedure', () => {
  changeMethod({ method: 'live_line' });
  expect(methodBody()).toBeNull();
  expect(methodErrors.value).toEqual({ reason: 'Required', procedure: 'Required' });
  changeMethod({ reason: 'ventilators on this line', procedure: ' QT-12 ', voltage: 'hv' });
  expect(methodBody()).toEqual({
    work_method: 'live_line',
    method_reason: 'ventilators on this line',
    voltage: 'hv',
    procedure_ref: 'QT-12',
  });
});
