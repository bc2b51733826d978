import { beforeAll, describe, expect, it } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, developerNamed } from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { bodyOf, type HttpAnswer } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organization: ApigeeOrganization;
/** Ids of the apps by who has them and their name. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  organization = await apigeeOrganization(bellwire, 'lists');
  const { manage } = organization;
  const make = async (path: string, body: object): Promise<HttpAnswer['body']> =>
    bodyOf(await manage('POST', path, body), path);
  for (const name of ['zoe', 'ada', 'cy', 'bob']) await make('/developers', developerNamed(name));
  for (const name of ['acme', 'globex', 'initech']) await make('/companies', { name });
  for (const [name, access] of [
    ['product1', 'public'],
    ['product2', 'private'],
    ['product3', 'public'],
  ]) {
    await make('/apiproducts', { name, attributes: [{ name: 'access', value: access }] });
  }
  await make('/apiproducts', { name: 'product4' });
  for (const [owner, name, status] of [
    ['developers/ada@example.com', 'one', 'approved'],
    ['developers/ada@example.com', 'two', 'revoked'],
    ['companies/acme', 'one', 'revoked'],
    ['developers/bob@example.com', 'two', 'approved'],
    ['companies/acme', 'three', 'pending'],
  ]) {
    ids[`${owner} ${name}`] = (await make(`/${owner}/apps`, { name, status })).appId;
  }
});

async function list(path: string): Promise<string[]> {
  return bodyOf(await organization.manage('GET', path), path);
}

const adas = (name: string) => ids[`developers/ada@example.com ${name}`]!;
const bobs = (name: string) => ids[`developers/bob@example.com ${name}`]!;
const acmes = (name: string) => ids[`companies/acme ${name}`]!;

describe('a list of management', () => {
  it.each([
    ['/developers', ['zoe@example.com', 'ada@example.com', 'cy@example.com', 'bob@example.com']],
    ['/developers?count=2', ['zoe@example.com', 'ada@example.com']],
    ['/developers?startKey=cy@example.com', ['cy@example.com', 'bob@example.com']],
    ['/developers?startKey=ada@example.com&count=2', ['ada@example.com', 'cy@example.com']],
    ['/developers?startKey=&count=1', ['zoe@example.com']],
    ['/companies?startKey=acme', ['globex', 'initech']],
    ['/companies?startKey=acme&count=1', ['globex']],
    ['/companies?startKey=initech', []],
    ['/apiproducts?startKey=product2&count=2', ['product2', 'product3']],
    ['/developers/ada@example.com/apps?count=1', ['one']],
    ['/developers/ada@example.com/apps?startKey=two&count=5', ['two']],
    ['/companies/acme/apps?startKey=one&count=2', ['one', 'three']],
  ])('begins where it is told to, and has as many as it is told: %s', async (path, names) => {
    expect(await list(path)).toEqual(names);
  });

  it('of all apps is read on by their ids', async () => {
    const all = [adas('one'), adas('two'), acmes('one'), bobs('two'), acmes('three')];
    expect(await list('/apps')).toEqual(all);
    expect(await list('/apps?rows=2')).toEqual(all.slice(0, 2));
    expect(await list(`/apps?startKey=${all[2]}&rows=2`)).toEqual(all.slice(2, 4));
    expect(await list(`/apps?startKey=${all[2]}&count=1`)).toEqual(all.slice(2, 3));
  });

  it('is read to its end by a script that goes on from the last of each part', async () => {
    const whole = await list('/developers');
    const read: string[] = await list('/developers?count=2');
    while (read.length <= whole.length) {
      const [_last, ...more] = await list(`/developers?startKey=${read.at(-1)}&count=2`);
      if (more.length === 0) break;
      read.push(...more);
    }
    expect(read).toEqual(whole);
  });

  it('begins in the same place when everything is shown', async () => {
    const answer = await organization.manage('GET', '/developers?expand=true&startKey=cy@example.com');
    expect(answer.body.developer.map(({ email }: { email: string }) => email)).toEqual([
      'cy@example.com',
      'bob@example.com',
    ]);
  });

  it.each([
    ['/apps?status=revoked', () => [adas('two'), acmes('one')]],
    ['/apps?status=approved', () => [adas('one'), bobs('two')]],
    ['/apps?apptype=company', () => [acmes('one'), acmes('three')]],
    ['/apps?apptype=developer', () => [adas('one'), adas('two'), bobs('two')]],
    ['/apps?status=revoked&apptype=company', () => [acmes('one')]],
    ['/apps?status=approved&apptype=company', () => []],
    ['/developers?app=two', () => ['ada@example.com', 'bob@example.com']],
    ['/developers?app=three', () => []],
    ['/developers?app=a%00b', () => []],
    ['/developers?app=two&startKey=cy@example.com', () => ['bob@example.com']],
    ['/apiproducts?attributename=access&attributevalue=public', () => ['product1', 'product3']],
    ['/apiproducts?attributename=access', () => ['product1', 'product2', 'product3']],
    ['/apiproducts?attributename=public', () => []],
  ])('has only what is looked for: %s', async (path, found) => {
    expect(await list(path)).toEqual(found());
  });

  it.each([
    ['/apps?status=gone', 'status'],
    ['/apps?apptype=team', 'apptype'],
    ['/apps?appfamily=default', 'appfamily'],
    ['/developers/ada@example.com/apps?keyStatus=revoked', 'keyStatus'],
    ['/apiproducts?attributevalue=public', 'attributename'],
    ['/developers?count=0', 'count'],
    ['/developers?count=many', 'count'],
    ['/apps?rows=10001', 'rows'],
  ])('is refused where it cannot be what is asked for: %s', async (path, field) => {
    const { status, body } = await organization.manage('GET', path);
    expect([status, body.code, body.contexts[0].name]).toEqual([400, 'mint.invalidInput', field]);
  });

  it.each([
    '/developers?startKey=nobody@example.com',
    '/companies?startKey=nobody',
    '/apiproducts?startKey=nothing',
    '/apps?startKey=one',
    '/developers/bob@example.com/apps?startKey=one',
  ])('does not begin with what is not there: %s', async (path) => {
    const { status, body } = await organization.manage('GET', path);
    expect([status, body.code]).toEqual([404, 'mint.resourceDoesNotExist']);
  });

  it('of the apps of one owner has those of nobody else', async () => {
    expect(await list('/developers/bob@example.com/apps')).toEqual(['two']);
    const path = `/developers/bob@example.com/apps/${adas('one')}`;
    expect((await organization.manage('GET', path)).status).toBe(404);
    const own = await organization.manage('GET', `/developers/bob@example.com/apps/${bobs('two')}`);
    expect(own.body.name).toBe('two');
  });
});
