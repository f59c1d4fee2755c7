import { describe, expect, it } from '@jest/globals';
import { rows } from '#events/order-saga.ts';
import { stateMachine } from '../../../../local/cost/state-machine.ts';

describe('the saga as a state machine', () => {
  const { success, refused, tasks, transitions } = stateMachine();

  it('has a task for every step that an event starts in a successful order', () => {
    expect(success).toEqual([
      'reserveStock',
      'authorizePayment',
      'bookShipment',
      'confirmOrder',
      'commitStock',
      'capturePayment',
      'clearShipment',
      'settleOrder',
    ]);
    expect(transitions.success).toBe(9);
  });

  it('has none for noting the others’ progress, which it knows by itself', () => {
    expect(rows.map(([name]) => name)).toContain('noteProgress');
    expect([...success, ...refused]).not.toContain('noteProgress');
  });

  it('undoes what came before a refused payment, and no more', () => {
    expect(refused).toEqual(['reserveStock', 'authorizePayment', 'cancelOrder', 'releaseStock', 'settleOrder']);
  });

  it('averages between the two, plus some retries', () => {
    expect(tasks).toBeCloseTo(0.95 * 8 + 0.05 * 5, 9);
    expect(transitions.average).toBeCloseTo(0.95 * 9 + 0.05 * 5 + 0.02 * tasks, 9);
  });
});
