import { expect, it } from 'vitest';
import { bareServer } from '../../test/harness/bare-server.ts';

const source = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  text: async () => 'bellwire_up 1\n',
};

async function answer(token: string | null, authorization?: string) {
  const { app, log } = bareServer({ metrics: { source, token } });
  const { statusCode, headers, payload } = await app.inject({
    url: '/metrics',
    headers: authorization === undefined ? {} : { authorization },
  });
  await app.close();
  return { status: statusCode, type: headers['content-type'], payload, lines: log.lines };
}

it('is open to everyone where no token is set, and fills no log', async () => {
  expect(await answer(null)).toEqual({
    status: 200,
    type: source.contentType,
    payload: 'bellwire_up 1\n',
    lines: [],
  });
});

it.each([undefined, 'Bearer wrong', 'Bearer secret-and-more', 'Basic c2VjcmV0'])(
  'wants the token where one is set, and refuses %s',
  async (authorization) => {
    const { status, payload } = await answer('secret', authorization);
    expect(status).toBe(401);
    expect(payload).not.toContain('bellwire_up');
  },
);

it('lets the token in', async () => {
  expect(await answer('secret', 'Bearer secret')).toMatchObject({ status: 200, payload: 'bellwire_up 1\n' });
});
