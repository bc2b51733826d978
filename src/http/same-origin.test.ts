import { expect, it } from 'vitest';
import { cameOverHttps, isSameOrigin } from './same-origin.ts';

const own = { 'x-bellwire-console': '1', host: 'hooks.example:8420', origin: 'http://hooks.example:8420' };

it('lets in what the browser says comes from the same origin, whatever host a proxy has put in', () => {
  const site = { 'sec-fetch-site': 'same-origin', host: '10.0.0.1:8420', origin: 'https://hooks.example' };
  expect(isSameOrigin({ ...own, ...site })).toBe(true);
});

it('compares origin and host where the browser says nothing', () => {
  expect(isSameOrigin(own)).toBe(true);
  expect(isSameOrigin({ ...own, host: 'HOOKS.example:8420' })).toBe(true);
  expect(isSameOrigin({ ...own, host: 'hooks.example', origin: 'https://hooks.example:443' })).toBe(true);
});

it.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
  ['an address that was typed or a bookmark', { 'sec-fetch-site': 'none' }],
  ['another port', { origin: 'http://hooks.example:9999' }],
  ['a page without an origin', { origin: 'null' }],
  ['what is no origin at all', { origin: '//hooks.example:8420' }],
  ['a program that sends no origin', { origin: undefined }],
  ['a form, which cannot send the header', { 'x-bellwire-console': undefined }],
])('refuses %s', (_what, headers) => {
  expect(isSameOrigin({ ...own, ...headers })).toBe(false);
});

it.each([
  [{ 'x-bellwire-console': 'https' }, true],
  [{ origin: 'https://hooks.example' }, true],
  [{ 'x-bellwire-console': '1', origin: 'http://hooks.example' }, false],
  [{ 'x-bellwire-console': '1' }, false],
  [{}, false],
])('knows of %j whether its page came over https', (headers, https) => {
  expect(cameOverHttps(headers)).toBe(https);
});
