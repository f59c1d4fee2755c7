import { Card, Heading, Text } from '@radix-ui/themes';
import type { Schemas } from '../../../client/index.ts';

const countries = new Intl.DisplayNames(undefined, { type: 'region' });

/** Where the parcel goes, or would have gone. */
export function ShipTo({ address }: { address: Schemas['Address'] }) {
  const { name, line1, line2, postalCode, city, region, country } = address;
  const place = [postalCode, city].filter(Boolean).join(' ');
  const lines = [name, line1, line2, place, region, /^[A-Z]{2}$/.test(country) ? countries.of(country) : country];
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        Delivery address
      </Heading>
      <address className="address">
        {lines.filter(Boolean).map((line, index) => (
          <Text as="p" key={String(index)} size="2">
            {line}
          </Text>
        ))}
      </address>
    </Card>
  );
}
