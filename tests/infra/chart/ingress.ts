import type { GatewayRoute } from '../../../local/resources/gateway/match-route.ts';
import type { KubernetesObject } from './helm.ts';

type Path = { path: string; pathType: 'Exact' | 'Prefix'; backend: { service: { name: string } } };

/**
 * The paths of the Ingress as routes of the local gateway: Exact matches that path, Prefix also everything below it, by
 * segment. Without authorizer, because an Ingress has none.
 */
export function routesOf(objects: readonly KubernetesObject[]): GatewayRoute[] {
  const ingress = objects.find(({ kind }) => kind === 'Ingress');
  const paths: Path[] = ingress?.spec.rules.flatMap((rule: { http: { paths: Path[] } }) => rule.http.paths);
  return paths.flatMap(({ path, pathType, backend }) => {
    const service = partBehind(backend.service.name, objects);
    const keys = pathType === 'Exact' ? [path] : [path, `${path}/{proxy+}`];
    return keys.map((key) => ({ routeKey: `ANY ${key}`, service, authorizer: false }));
  });
}

/** The part whose pods the Service with this name selects. */
function partBehind(name: string, objects: readonly KubernetesObject[]): string {
  const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
  if (!service) throw new Error(`The Ingress routes to ${name}, but there is no such Service.`);
  return service.spec.selector['app.kubernetes.io/component'];
}
