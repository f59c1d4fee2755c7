/** The customer id if the customer is unknown: the nil UUID (RFC 9562), which no user has. */
export const unknownCustomer = '00000000-0000-0000-0000-000000000000';

/** The currency if an order's total is unknown: ISO 4217's code for "no currency". */
export const unknownCurrency = 'XXX';
