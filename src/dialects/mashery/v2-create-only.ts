/**
 * Fields that V2 takes on create and ignores on update (V2 pages on members, column "create-only"). V3 and the
 * portal may change them, which is why the catalogue does not call them so.
 */
export const v2CreateOnly: Readonly<Record<string, readonly string[]>> = {
  member: [
    'email',
    'display_name',
    'uri',
    'blog',
    'im',
    'imsvc',
    'phone',
    'company',
    'address1',
    'address2',
    'locality',
    'region',
    'postal_code',
    'country_code',
    'first_name',
    'last_name',
    'registration_ipaddr',
    'passwd_new',
  ],
};
