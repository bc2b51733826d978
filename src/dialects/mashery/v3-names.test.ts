import { describe, expect, it } from 'vitest';
import { masheryCatalogue } from './catalogue/index.ts';
import { fieldOfV3Name, v3NamesOf } from './v3-names.ts';

describe('V3 names', () => {
  it.each([
    ['member', 'display_name', 'displayName'],
    ['member', 'address1', 'address1'],
    ['member', 'registration_ipaddr', 'registrationIpaddr'],
    ['application', 'how_did_you_hear', 'howDidYouHear'],
    ['application', 'oauth_redirect_uri', 'oauthRedirectUri'],
    ['package_key', 'qps_limit_ceiling', 'qpsLimitCeiling'],
    ['plan', 'is_public', 'selfServiceKeyProvisioningEnabled'],
    ['plan', 'package_key_max', 'maxNumKeysAllowed'],
    ['plan', 'package_key_moderation_threshold', 'numKeysBeforeReview'],
    ['plan', 'admin_email_template_set_id', 'adminEmailTemplateSetId'],
    ['role', 'is_orgrole', 'isOrgrole'],
  ])('calls %s.%s %s', (type, field, v3Name) => {
    expect(v3NamesOf(type).get(field)).toBe(v3Name);
  });

  it('finds the way back from every name', () => {
    for (const type of Object.keys(masheryCatalogue.types))
      for (const [field, v3Name] of v3NamesOf(type)) expect(fieldOfV3Name(type, v3Name)).toBe(field);
  });

  it('knows no legacy keys, and no names that are not there', () => {
    expect(v3NamesOf('key').size).toBe(0);
    expect(fieldOfV3Name('plan', 'isModerated')).toBeUndefined();
    expect(fieldOfV3Name('member', 'constructor')).toBeUndefined();
  });
});
