/**
 * For how many days after it has settled an order is kept whole; only then may it be archived. Whatever goes on by itself is over by then:
 * a queue keeps a message for 4 days and a dead-letter queue for 14, an authorization lives 7, and the books are compared for 8. Most
 * questions and returns come within the rest. A cardholder's bank may dispute a charge later, usually within 120 days: the evidence is then
 * in the archive.
 */
export const retentionDays = 90;
