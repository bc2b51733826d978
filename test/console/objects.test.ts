import { describe, expect, it } from 'vitest';
import { apigeeOrganization, apigeeShop } from '../harness/apigee.ts';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();
const hostile = '<script>alert(1)</script>\u202Egpj.exe\u0007';

describe('objects of a catalogue', () => {
  it('are made and edited by forms of their schema, and tell of it', async () => {
    const area = await console_.bellwire.organization();
    const receiver = await area.receiver();
    const page = await console_.open(`/o/${area.key}/objects/member`);
    await page.getByText('No members yet.').waitFor();
    await page.getByRole('button', { name: 'Make a member' }).click();
    await page.getByRole('heading', { name: 'New member' }).waitFor();
    await expectAccessible(page);

    // What the server refuses stands at its field; what was typed stays.
    await page.getByRole('button', { name: 'Create member' }).click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
    await page.getByRole('textbox', { name: 'Username' }).fill('jdoe');
    await page.getByRole('textbox', { name: 'E-mail address' }).first().fill('jdoe@example.com');
    await page.getByRole('textbox', { name: 'Public name' }).fill('Jane');
    await page.getByRole('button', { name: 'Create member' }).click();
    await page.getByRole('heading', { name: /Jane|jdoe/ }).waitFor();
    await receiver.waitForCall(({ event }) => event === 'post-create');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Public name' }).fill('Janet');
    await page.getByRole('button', { name: 'Save' }).click();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByRole('cell', { name: 'updated' }).waitFor();
    await history.getByRole('cell', { name: 'display_name' }).waitFor();
    await history
      .getByRole('link', { name: /^Receiver .* Delivered/ })
      .first()
      .waitFor();
    await expectAccessible(page);
  });

  it('are found, lead to what hangs together with them, and are deleted with what goes along', async () => {
    const area = await console_.bellwire.organization();
    const { member } = await area.family();
    await area.member({ username: 'other', displayName: hostile });
    const page = await console_.open(`/o/${area.key}/objects/member`);
    await page.getByText('<script>alert(1)</script>⟨U+202E⟩gpj.exe␇').first().waitFor();
    await expectAccessible(page);
    await page.getByLabel('Search name or id').fill('nobody');
    await page.getByText('Nothing matches these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();

    await page.goto(`/o/${area.key}/objects/member/${member.id}`);
    await page.getByRole('link', { name: 'Applications (1)' }).click();
    await page.waitForURL(/under=member/);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('region', { name: 'Related' }).getByText('Member').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText(/^Deletes .*1 application.* There is no way back\.$/).waitFor();
    await page.getByRole('button', { name: 'Delete application' }).click();
    await page.getByText('Application deleted.').waitFor();
    expect((await area.saved()).objects.filter(({ type }) => type === 'application')).toEqual([]);
  });

  it('have forms also for the lists of objects in them, with what is wrong at its very field', async () => {
    const organization = await apigeeOrganization(console_.bellwire, 'nested');
    const page = await console_.open(`/o/${organization.key}/objects/api_product/new`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('weather');
    const attributes = page.getByRole('group', { name: 'Attributes', exact: true });
    await attributes.getByText('None.').waitFor();
    await attributes.getByRole('button', { name: 'Add to attributes' }).click();
    await attributes.getByRole('button', { name: 'Add to attributes' }).click();
    await attributes.getByRole('textbox', { name: 'Name, 2' }).fill('tier');
    await attributes.getByRole('textbox', { name: 'Value, 2' }).fill('gold');
    await page.getByRole('button', { name: 'Create API product' }).click();
    const empty = attributes.getByRole('textbox', { name: 'Name, 1' });
    await expect.poll(() => empty.getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);
    await attributes.getByRole('button', { name: 'Remove attributes, 1' }).click();
    await page.getByRole('button', { name: 'Create API product' }).click();
    await page.getByRole('heading', { name: 'weather', level: 1 }).waitFor();
    await page.getByText('Name: tier, Value: gold').waitFor();
    const [product] = await organization.native.list('/objects/api_product');
    expect(product.fields.attributes).toEqual([{ name: 'tier', value: 'gold' }]);
  });

  it('keep what nobody touched in a list of objects', async () => {
    const organization = await apigeeOrganization(console_.bellwire, 'untouched');
    await apigeeShop(organization);
    const [plan] = await organization.native.list('/objects/rate_plan');
    expect(plan.fields.ratePlanDetails.length).toBeGreaterThan(0);
    const page = await console_.open(`/o/${organization.key}/objects/rate_plan/${plan.id}/edit`);
    await page.getByRole('combobox', { name: 'Type, 1', exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Last day' }).fill('2031-12-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'History' }).getByRole('cell', { name: 'endDate' }).waitFor();
    const [after] = await organization.native.list('/objects/rate_plan');
    expect(after.fields.ratePlanDetails).toEqual(plan.fields.ratePlanDetails);
  });

  it('are not overwritten when somebody else changed them meanwhile', async () => {
    const area = await console_.bellwire.organization();
    await area.receiver();
    await area.member({ username: 'jdoe', displayName: 'Jane' });
    const [member] = await area.native.list('/objects/member');
    const page = await console_.open(`/o/${area.key}/objects/member/${member.id}/edit`);
    await page.getByRole('textbox', { name: 'Public name' }).fill('Mine');
    await area.native.done('PATCH', `/objects/member/${member.id}`, { fields: { display_name: 'Theirs' } });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Somebody changed this at .*\(.+\).*Yours is kept below\.$/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Public name' }).inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Show theirs' }).click();
    await page.getByRole('row', { name: 'Public name Theirs Mine' }).waitFor();
    await page.getByRole('button', { name: 'Save mine' }).click();
    await page.getByRole('heading', { name: /Mine|jdoe/ }).waitFor();
    expect((await area.saved()).objects.find(({ type }) => type === 'member')!.fields.display_name).toBe(
      'Mine',
    );
  });
});
