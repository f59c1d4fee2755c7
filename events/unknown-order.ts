/** The customer of an order whose customer is unknown: the nil id of RFC 9562, which no user has. */
export const unknownCustomer = '00000000-0000-0000-0000-000000000000';

/** The currency of an order whose total is not known: ISO 4217's code for none. */
export const unknownCurrency = 'XXX';
