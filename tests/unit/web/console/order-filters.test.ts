import { describe, expect, test } from '@jest/globals';
import { emailIn, paramsOf, valuesIn } from '../../../../web/console/orders/order-filters.ts';

const customerId = '01a22576-7931-71c8-8efe-d11a9af92298';
const nowhere = new URLSearchParams();
const empty = valuesIn(nowhere);

describe('the customer of a search', () => {
  test('may be given by email, as it was typed', () => {
    expect(emailIn({ customerId: ' Ada@Example.com ' })).toBe('Ada@Example.com');
    expect(emailIn({ customerId: 'zoë@münchen.example' })).toBe('zoë@münchen.example');
    // The API refuses it, and says why.
    expect(emailIn({ customerId: 'ada@' })).toBe('ada@');
  });

  test.each(['', ' ', customerId, 'ada'])('is not given by email: "%s"', (said) => {
    expect(emailIn({ customerId: said })).toBeUndefined();
  });
});

describe('the filters in the address', () => {
  test('are those of the form, and back', () => {
    const search = new URLSearchParams({ status: 'CONFIRMED', customerId, parked: 'true', from: '2026-11-20T00:00:30.500Z' });
    const values = valuesIn(search);
    expect(values).toMatchObject({ status: 'CONFIRMED', customerId, state: 'parked', id: '', before: '' });
    const found = paramsOf(values, search);
    expect(found).toMatchObject({ status: 'CONFIRMED', customerId, parked: 'true', from: '2026-11-20T00:00:30.500Z' });
    expect(found).not.toHaveProperty('overdue');
  });

  test('have ids in lower case, without blanks around them', () => {
    const said = { ...empty, id: ' 01A2 ', customerId: ` ${customerId.toUpperCase()} ` };
    expect(paramsOf(said, nowhere)).toMatchObject({ id: '01a2', customerId });
  });
});
