import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { address } from '#events/orders.ts';
import { shipTo } from '../../../../containers/orders/ship-to.ts';

const london = { name: 'Ada', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
const somewhere = { name: 'Ada', line1: '1 High Street', city: 'Somewhere' };
const flawed = (said: object) => shipTo.safeParse(said).error?.issues.map(({ path }) => path.join('.'));

describe('a country', () => {
  test.each(['UK', 'XX', 'ZZ', 'EU', 'SU', 'AN', 'CS', 'YU', 'AA', 'QQ', 'gb', 'GBR', 'Germany', '', 'to'])(
    '%j is refused',
    (country) => {
      expect(flawed({ ...london, country })).toContain('country');
    },
  );

  test('with a wrong code gets the right one suggested', () => {
    expect(shipTo.safeParse({ ...london, country: 'UK' }).error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('GB'),
    ]);
  });
});

describe('a country without postal codes', () => {
  test.each(['HK', 'AE', 'QA', 'BS', 'AO', 'PA', 'MO'])('%s needs none, and keeps none', (country) => {
    expect(shipTo.parse({ ...somewhere, country })).toEqual({ ...somewhere, country });
    for (const filler of ['00000', '0000', '999077', 'N/A', '-']) {
      expect(shipTo.parse({ ...somewhere, country, postalCode: filler })).toEqual({ ...somewhere, country });
    }
  });
});

describe('a country that demands a postal code', () => {
  test.each(['DE', 'FR', 'NL', 'PL', 'SE', 'JP', 'SG', 'GB', 'CH'])('%s refuses an address without', (country) => {
    expect(flawed({ ...somewhere, country, region: 'Somewhere' })).toEqual(['postalCode']);
  });

  test.each([
    ['GB', 'sw1y4jh'],
    ['GB', 'SW1Y  4JH'],
    ['GB', 'GIR 0AA'],
    ['DE', '10115'],
    ['DE', 'D-10115'],
    ['DE', ' 10 115 '],
    ['CH', 'CH-8001'],
    ['AT', 'A-1010'],
    ['NL', '1012ab'],
    ['NL', '1012 AB'],
    ['PL', '00950'],
    ['PL', '00-950'],
    ['SE', '11122'],
    ['SE', '111 22'],
    ['JP', '１００−０００１'],
    ['JP', '1000001'],
    ['JP', '〒100-0001'],
    ['FI', 'FI 00100'],
    ['SI', 'SI 1000'],
    ['SI', 'SI-1000'],
    ['LV', '1010'],
    ['LV', 'LV-1010'],
    ['PT', '1000-001'],
    ['SG', '546080'],
    ['LU', 'L-1234'],
    ['FI', 'FI-00100'],
    ['GR', '10431'],
    ['CZ', '110 00'],
    ['GB', '00000'],
    ['DE', '00000'],
    ['GB', '０００００'],
    ['DE', 'D 10115'],
    ['LU', 'L 1234'],
    ['FI', 'FIN 00100'],
    ['US', 'US 94016-1234'],
  ])('%s accepts %j', (country, postalCode) => {
    expect(flawed({ ...somewhere, country, postalCode, region: 'Somewhere' })).toBeUndefined();
  });

  test.each([
    ['DE', '1011'],
    ['DE', 'ABCDE'],
    ['GB', '10115'],
    ['GB', 'SW1Y'],
    ['NL', '1012'],
    ['NL', '0000'],
    ['PL', '1234'],
    ['FR', '750011'],
    ['JP', '100'],
    ['SG', '00000x'],
    ['CH', '8001 Zürich'],
    ['SE', 'n/a'],
    ['US', 'CA 94016'],
    ['US', 'UT 84101'],
    ['AU', 'ACT 2600'],
    ['NL', 'AB 1012 CD'],
  ])('%s refuses %j', (country, postalCode) => {
    expect(flawed({ ...somewhere, country, postalCode, region: 'Somewhere' })).toEqual(['postalCode']);
  });
});

describe('a country where a postal code is optional', () => {
  test.each<[string, string | undefined]>([
    ['IE', undefined],
    ['IE', 'D02 AF30'],
    ['AZ', 'AZ1000'],
    ['AZ', 'AZ 1000'],
    ['HT', 'HT6110'],
    ['EG', '١١٥١١'],
    ['IR', '۱۱۹۳۶-۱۲۳۴۵'],
    ['CL', undefined],
    ['VN', undefined],
  ])('%s accepts %j', (country, postalCode) => {
    expect(flawed({ ...somewhere, country, ...(postalCode && { postalCode }) })).toBeUndefined();
  });

  test.each([
    ['IE', '1234'],
    ['IE', '00000'],
    ['KE', '00000'],
    ['TH', '000 00'],
    ['SA', '٠٠٠٠٠'],
    ['VN', 'VN-00000'],
    ['KP', '00000'],
  ])('%s refuses %j, and says that it may be omitted', (country, postalCode) => {
    expect(shipTo.safeParse({ ...somewhere, country, postalCode }).error?.issues).toEqual([
      expect.objectContaining({ path: ['postalCode'], message: `is not a postal code of ${country}; it may be omitted` }),
    ]);
  });
});

describe('a region', () => {
  test.each([
    ['US', '94016', 'CA'],
    ['CA', 'k1a0b1', 'Ontario'],
    ['MX', '06000', 'CDMX'],
    ['BR', '40301-110', 'BA'],
    ['AU', '2060', 'New South Wales'],
    ['IN', '110001', 'Delhi'],
    ['IT', '00184', 'RM'],
    ['ES', '28001', 'Madrid'],
    ['KR', '03051', '서울'],
    ['CN', '100000', '北京市'],
    ['TW', '100', '台北市'],
    ['RU', '101000', 'Москва'],
    ['JM', undefined, 'Kingston'],
    ['JP', '100-0001', '東京都'],
    ['ID', undefined, 'Bali'],
    ['CO', undefined, 'Antioquia'],
    ['CR', '10101', 'San José'],
    ['HN', undefined, 'Cortés'],
    ['IQ', '10001', 'Baghdad'],
    ['PF', '98714', 'Tahiti'],
    ['PG', undefined, 'NCD'],
  ])('is required in %s, in any spelling', (country, postalCode, region) => {
    const said = { ...somewhere, country, ...(postalCode && { postalCode }) };
    expect(flawed(said)).toEqual(['region']);
    expect(flawed({ ...said, region })).toBeUndefined();
  });

  test.each([
    ['AE', undefined],
    ['HK', undefined],
    ['KY', 'KY1-1100'],
    ['NR', undefined],
    ['AR', 'C1425'],
    ['AS', '96799'],
    ['FM', '96941'],
    ['MH', '96960'],
    ['MP', '96950'],
    ['PW', '96940'],
    ['UM', undefined],
    ['VI', '00802'],
    ['PR', '00926'],
    ['GB', 'SW1Y 4JH'],
    ['IE', undefined],
  ])('is optional in %s, where the city is enough', (country, postalCode) => {
    const said = { ...somewhere, country, ...(postalCode && { postalCode }) };
    expect(flawed(said)).toBeUndefined();
    expect(flawed({ ...said, region: 'Somewhere else' })).toBeUndefined();
  });

  test('and a postal code are reported together', () => {
    expect(flawed({ ...somewhere, country: 'US' })).toEqual(['region', 'postalCode']);
    expect(flawed({ ...somewhere, country: 'US', region: '\u3164', postalCode: '1' })).toContain('region');
  });

  test('is accepted anywhere', () => expect(shipTo.parse({ ...london, region: 'England' }).region).toBe('England'));
});

describe('a phone number', () => {
  test.each([
    '+44 20 7946 0958',
    '020 7946-0958',
    '(020) 7946 0958',
    '+1-415-555-2671',
    '\u202a+44 20 7946 0958\u202c',
    '＋４４２０７９４６０９５８',
    '+1 415 555 2671 ext. 12',
    '+٢٠ ٢ ٢٣٤٥ ٦٧٨٩',
    '+91 ९८७६५ ४३२१०',
    '０３−１２３４−５６７８',
    '03ー1234ー5678',
    '+44\u00a020\u20117946\u20110958',
    '+1 212 555 0100;ext=5',
    'tel:+12125550100',
    '+33 (0) 1·23·45·67·89',
    '(020) - 7946 0958',
    '03・1234・5678',
    '+1 (212) 555-0100 EXT 5',
  ])('%j is accepted', (phone) => expect(flawed({ ...london, phone })).toBeUndefined());

  test.each([
    ...['', '12', 'call me', '+', '1'.repeat(16), '++442079460958', '+44 20 7946 0958; drop'],
    ...['000000000', '+00 000 000', '00000;ext=5', '----12345', '/12345', '1-----23456', '12345;ext=', 'tel:'],
  ])('%j is refused', (phone) => expect(flawed({ ...london, phone })).toEqual(['phone']));

  test('is stored without the scheme of a link', () => {
    expect(shipTo.parse({ ...london, phone: ' TEL:+1-212-555-0100;ext=5' }).phone).toBe('+1-212-555-0100;ext=5');
  });
});

test('invisible text is refused by its field', () => {
  const nothing = '\u3164';
  for (const field of ['name', 'line1', 'line2', 'city', 'region'])
    expect(flawed({ ...london, [field]: nothing })).toEqual([field]);
  expect(flawed({ ...london, line1: '\u200b' })).toEqual(['line1']);
});

test('digits of any script are stored as those that carriers read', () => {
  const cairo = { ...somewhere, country: 'EG', postalCode: '١١٥١١', phone: '+٢٠ ٢ ٢٣٤٥ ٦٧٨٩' };
  expect(shipTo.parse(cairo)).toEqual({ ...cairo, postalCode: '11511', phone: '+20 2 2345 6789' });
  const tokyo = { ...somewhere, country: 'JP', region: '東京都', postalCode: '１００−０００１' };
  expect(shipTo.parse(tokyo)).toEqual({ ...tokyo, postalCode: '100−0001' });
});

test('what is accepted can be published, however its characters change', () => {
  const textOf = (...parts: string[]) => fc.array(fc.constantFrom(...parts), { maxLength: 24 }).map((chosen) => chosen.join(''));
  const text = textOf('１', '٣', '㎏', 'ﷺ', '…', ' ', 'é', '\u0301', 'ß', 'ŉ').map((odd) => `a${odd}`);
  const code = fc.tuple(textOf('…', '.', ' ', '-', '－'), fc.constantFrom('10115', '１０１１５')).map((parts) => parts.join(''));
  const said = fc.record({
    ...{ name: text, line1: text, line2: text, city: text, region: text, postalCode: code },
    ...{ phone: fc.constant('+44 20 7946 0958'), country: fc.constantFrom('DE', 'FR', 'IT', 'HK') },
  });
  const accepted = said.map((it) => shipTo.safeParse(it)).filter(({ success }) => success);
  fc.assert(fc.property(accepted, ({ data }) => expect(address.safeParse(data).success).toBe(true)));
});

test('a postal code whose plain form is too long is refused', () => {
  const postalCode = `${'…'.repeat(15)}10115`;
  expect(flawed({ ...somewhere, country: 'DE', postalCode })).toEqual(['postalCode']);
});

test('an address is stored tidied', () => {
  expect(shipTo.parse({ ...london, city: '  Lo\u0301ndon \u00a0East ', postalCode: 'sw1y 4jh' })).toEqual({
    ...london,
    city: 'Lóndon East',
  });
});
