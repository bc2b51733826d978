import { describe, expect, it } from 'vitest';
import { problemOf } from './graph.ts';
import { changesOf, noteOf, rebased, rowsOf, type UrlRow, urlMeant } from './url-rows.ts';

const urls = [
  { id: '1', url: 'https://a.example/' },
  { id: '2', url: 'https://b.example/' },
];
const fresh = (url: string): UrlRow => ({ key: url, id: null, before: '', url });

describe('the callback URLs', () => {
  it('get a scheme where only a host was typed', () => {
    expect(urlMeant(' crm.acme.io/hook ')).toBe('https://crm.acme.io/hook');
    expect(urlMeant('http://a.example')).toBe('http://a.example');
    expect(noteOf([fresh('crm.acme.io')], 0)).toEqual({
      wrong: false,
      text: 'It will be saved as https://crm.acme.io.',
    });
  });

  it('stand there once', () => {
    const rows = [...rowsOf(urls), fresh('b.example/')];
    expect(noteOf(rows, 2)).toEqual({ wrong: true, text: 'This URL is already number 2.' });
    expect(noteOf(rows, 1)).toBeUndefined();
  });

  it('that are read again leave what was typed, and have what was saved', () => {
    const [first, second] = rowsOf(urls);
    const typed = [{ ...first!, url: 'https://mine.example/' }, second!, fresh('new.example')];
    const now = [
      { id: '1', url: 'https://a2.example/' },
      { id: '2', url: 'https://b2.example/' },
      { id: '3', url: 'https://c.example/' },
    ];
    expect(rebased(typed, urls, now).map(({ id, before, url }) => [id, before, url])).toEqual([
      ['1', 'https://a2.example/', 'https://mine.example/'],
      ['2', 'https://b2.example/', 'https://b2.example/'],
      ['3', 'https://c.example/', 'https://c.example/'],
      [null, '', 'new.example'],
    ]);
    // One that was removed here and not saved yet stays away; one that is gone there goes here too.
    expect(rebased([second!], urls, [urls[0]!])).toEqual([]);
  });

  it('ask for what differs and nothing else; an emptied one is removed', () => {
    const [first, second] = rowsOf(urls);
    expect(changesOf(urls, [first!, second!])).toEqual({ removed: [], changed: [], added: [] });
    const edited = { ...first!, url: 'https://c.example/' };
    expect(changesOf(urls, [edited, { ...second!, url: ' ' }, fresh('d.example')])).toEqual({
      removed: [urls[1]],
      changed: [edited],
      added: [fresh('d.example')],
    });
  });
});

it('knows what the Platform API says is wrong, at its field', () => {
  const problem = problemOf({
    message: 'The input is not valid. url must be absolute.',
    extensions: { code: 'BAD_USER_INPUT', problems: [{ field: 'url', message: 'must be absolute' }] },
  });
  expect([problem.status, problem.code]).toEqual([400, 'invalid']);
  expect(problem.fields).toEqual([{ pointer: '/url', detail: 'must be absolute' }]);
  expect(problemOf(undefined).code).toBe('internal');
});
