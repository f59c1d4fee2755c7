import { describe, expect, it } from '@jest/globals';
import { largest } from '../../../../web/shop/catalog/largest.ts';

const categories = Object.entries({ audio: 2, books: 9, cables: 1, desks: 9 }).map(([category, products]) => ({
  category,
  products,
}));
const names = (many: number, chosen?: string) => largest(categories, many, chosen).map(({ category }) => category);

describe('the categories that are shown first', () => {
  it('are those with the most products, by name', () => {
    expect(names(3)).toEqual(['audio', 'books', 'desks']);
  });

  it('include the chosen one, once', () => {
    expect(names(1, 'cables')).toEqual(['books', 'cables']);
    expect(names(1, 'books')).toEqual(['books']);
  });

  it('are all, if there are not more', () => {
    expect(names(4)).toEqual(['audio', 'books', 'cables', 'desks']);
  });
});
