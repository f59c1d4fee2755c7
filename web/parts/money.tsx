import type { Schemas } from '../../client/index.ts';
import { moneyText } from './money-text.ts';

export function Money({ of }: { of: Schemas['Money'] }) {
  return <span className="money">{moneyText(of)}</span>;
}
