/** An API Gateway route; `routeKey` is `GET /v1/orders/{orderId}`, `ANY /x/{proxy+}` or `$default`. */
export type GatewayRoute = { routeKey: string; service: string; authorizer: boolean };

export type RouteMatch = { route: GatewayRoute; pathParameters: Record<string, string> };

/**
 * Compiles the routes once. As on AWS, the most specific route wins: a full match before a greedy `{proxy+}` before `$default`,
 * a literal segment before a variable, a method before ANY. A path that cannot be decoded matches nothing.
 */
export function compileRoutes(routes: GatewayRoute[]): (method: string, path: string) => RouteMatch | undefined {
  const compiled = routes.map(compile).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (method, path) => {
    for (const { route, methodOrAny, pattern } of compiled) {
      if (methodOrAny !== 'ANY' && methodOrAny !== method) continue;
      const found = pattern.exec(path);
      if (found) return decoded(route, found.groups);
    }
    return undefined;
  };
}

type CompiledRoute = { route: GatewayRoute; methodOrAny: string; pattern: RegExp; rank: string };

function compile(route: GatewayRoute): CompiledRoute {
  if (route.routeKey === '$default') return { route, methodOrAny: 'ANY', pattern: /^\//, rank: '2' };
  const [methodOrAny, path] = route.routeKey.split(' ');
  if (!methodOrAny || !path?.startsWith('/')) throw new Error(`'${route.routeKey}' is not a route key such as 'GET /v1/orders'`);
  const segments = path.slice(1).split('/').map(compileSegment);
  const greedy = segments.some(({ specificity }) => specificity === 2) ? 1 : 0;
  return {
    route,
    methodOrAny,
    pattern: new RegExp(`^/${segments.map(({ source }) => source).join('/')}$`),
    rank: `${greedy}${segments.map(({ specificity }) => specificity).join('')}${methodOrAny === 'ANY' ? 1 : 0}`,
  };
}

function compileSegment(segment: string): { source: string; specificity: 0 | 1 | 2 } {
  const [, name, greedy] = /^\{(\w+)(\+)?\}$/.exec(segment) ?? [];
  if (!name) return { source: segment.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), specificity: 0 };
  return greedy ? { source: `(?<${name}>.+)`, specificity: 2 } : { source: `(?<${name}>[^/]+)`, specificity: 1 };
}

function decoded(route: GatewayRoute, groups: Record<string, string> = {}): RouteMatch | undefined {
  try {
    const entries = Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { route, pathParameters: Object.fromEntries(entries) };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
