import { defaultResource, detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources';

/** The service that spans and metrics belong to. */
export const resourceOf = (service: string): Resource =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': service, 'service.namespace': 'cloudservices' }))
    // The standard variables take precedence.
    .merge(detectResources({ detectors: [envDetector] }));
