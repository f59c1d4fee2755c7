import { describe, expect, test } from '@jest/globals';
import { compileRoutes } from '../../../../../local/resources/gateway/match-route.ts';

const routeKeys = [
  '$default',
  'ANY /{proxy+}',
  'ANY /pets/{petId}',
  'GET /pets/{proxy+}',
  'GET /pets/{petId}',
  'GET /pets/dogs',
  'POST /pets/{petId}/photos',
  'GET /v1/auth/.well-known/jwks.json',
];
const match = compileRoutes(routeKeys.map((routeKey) => ({ routeKey, service: 'pets', authorizer: false })));

describe('the most specific route wins, in whatever order they are defined', () => {
  test.each([
    ['GET', '/pets/dogs', 'GET /pets/dogs', {}],
    ['GET', '/pets/7', 'GET /pets/{petId}', { petId: '7' }],
    ['PUT', '/pets/7', 'ANY /pets/{petId}', { petId: '7' }],
    ['POST', '/pets/dogs', 'ANY /pets/{petId}', { petId: 'dogs' }],
    ['GET', '/pets/7/photos', 'GET /pets/{proxy+}', { proxy: '7/photos' }],
    ['POST', '/pets/7/photos', 'POST /pets/{petId}/photos', { petId: '7' }],
    ['POST', '/pets/7/photos/1', 'ANY /{proxy+}', { proxy: 'pets/7/photos/1' }],
    ['GET', '/', '$default', {}],
    ['GET', '/v1/auth/.well-known/jwks.json', 'GET /v1/auth/.well-known/jwks.json', {}],
    ['GET', '/v1/auth/xwell-known/jwks.json', 'ANY /{proxy+}', { proxy: 'v1/auth/xwell-known/jwks.json' }],
    ['GET', '/pets/a%20b', 'GET /pets/{petId}', { petId: 'a b' }],
  ])('%s %s matches %s', (method, path, routeKey, pathParameters) => {
    expect(match(method, path)).toMatchObject({ route: { routeKey }, pathParameters });
  });
});

test('a path that cannot be decoded, and one without a route, match nothing', () => {
  const onlyPets = compileRoutes([{ routeKey: 'GET /pets/{petId}', service: 'pets', authorizer: false }]);
  expect(onlyPets('GET', '/pets/%ff')).toBeUndefined();
  expect(onlyPets('GET', '/pets/7/')).toBeUndefined();
  expect(onlyPets('HEAD', '/pets/7')).toBeUndefined();
  expect(onlyPets('GET', 'http://elsewhere/pets/7')).toBeUndefined();
});

test('an invalid route key is refused immediately', () => {
  expect(() => compileRoutes([{ routeKey: '/pets', service: 'pets', authorizer: false }])).toThrow("'/pets' is not a route key");
});
