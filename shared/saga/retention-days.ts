/**
 * How many days after it has settled an order must be kept whole before it may be archived. Everything automatic has ended by then: a
 * queue keeps a message for 4 days and a dead-letter queue for 14, an authorization lives 7 days, and the books are compared for 8. Most
 * questions and returns arrive in that time too. A bank may dispute a charge later, usually within 120 days; the evidence is then in the
 * archive.
 */
export const retentionDays = 90;
