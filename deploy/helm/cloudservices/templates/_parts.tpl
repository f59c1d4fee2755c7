{{- /* The parts are not listed here: they are read from the files that `npm run generate` copies into files/. */}}

{{- /* Helm allows dots and leading digits in a release's name, Kubernetes neither in a Service's. */}}
{{- define "cloudservices.fullname" -}}
{{- if regexMatch "^[0-9]" .Release.Name }}{{- fail (printf "the release name %s must begin with a letter: Services are named after it" .Release.Name) }}{{- end }}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) | replace "." "-" | trunc 45 | trimSuffix "-" -}}
{{- end }}

{{- /* The services with the paths of their routes: {orders: {"/v1/orders": Prefix}}. An Ingress matches a path only up to a variable. */}}
{{- define "cloudservices.services" -}}
{{- $services := dict }}
{{- range .Files.Get "files/routes.json" | fromJsonArray }}
{{- $path := splitList " " .routeKey | last }}
{{- $stem := regexReplaceAll "/[{].*$" $path "" }}
{{- $paths := get $services .service | default dict }}
{{- if ne $stem $path }}{{- $_ := set $paths $stem "Prefix" }}
{{- else if not (hasKey $paths $path) }}{{- $_ := set $paths $path "Exact" }}
{{- end }}
{{- $_ := set $services .service $paths }}
{{- end }}
{{- toJson $services }}
{{- end }}

{{- /* The functions that queues feed, each with its queues. */}}
{{- define "cloudservices.functions" -}}
{{- $functions := dict }}
{{- $queues := include "cloudservices.queues" . | fromJsonArray }}
{{- range $name, $settings := .Files.Get "files/settings.json" | fromJson }}
{{- if hasKey $settings "FED_QUEUE_URLS" }}
{{- $fedFrom := list $name }}
{{- if hasKey $settings "DEAD_LETTER_QUEUES" }}
{{- $fedFrom = list }}
{{- range $queues }}{{- $fedFrom = append $fedFrom .deadLetterQueue }}{{- end }}
{{- end }}
{{- $_ := set $functions $name $fedFrom }}
{{- end }}
{{- end }}
{{- toJson $functions }}
{{- end }}

{{- /* All consumers' queues: the saga's, and the one for uploads. */}}
{{- define "cloudservices.queues" -}}
{{- append (.Files.Get "files/topology.json" | fromJson).queues (.Files.Get "files/media.json" | fromJson).queue | toJson }}
{{- end }}

{{- /* The names of all parts, services first. */}}
{{- define "cloudservices.names" -}}
{{- $services := keys (include "cloudservices.services" . | fromJson) | sortAlpha }}
{{- $functions := keys (include "cloudservices.functions" . | fromJson) | sortAlpha }}
{{- $names := concat $services $functions }}
{{- range $name, $_ := .Values.parts }}
{{- if not (has $name $names) }}{{- fail (printf "parts.%s: there is no such part; the parts are %s" $name (join ", " $names)) }}{{- end }}
{{- end }}
{{- toJson $names }}
{{- end }}

{{- /* A part's values, merged over the defaults. Takes {root, name}. */}}
{{- define "cloudservices.part" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (get .root.Values.parts .name | default dict)) | toJson }}
{{- end }}

{{- define "cloudservices.queueUrl" -}}
{{- $aws := .root.Values.aws }}
{{- $suffix := ternary "amazonaws.com.cn" "amazonaws.com" (eq $aws.partition "aws-cn") }}
{{- printf "%s/%s/%s%s" (default (printf "https://sqs.%s.%s" $aws.region $suffix) $aws.sqsUrl) $aws.accountId $aws.namePrefix .queue }}
{{- end }}

{{- /* The queues whose backlog scales a part: its own queue, or those that feed it. Takes {root, name}. */}}
{{- define "cloudservices.consumes" -}}
{{- $consumes := get (include "cloudservices.functions" .root | fromJson) .name | default list }}
{{- $name := .name }}
{{- range include "cloudservices.queues" .root | fromJsonArray }}
{{- if and (eq .name $name) (not (has $name $consumes)) }}{{- $consumes = append $consumes $name }}{{- end }}
{{- end }}
{{- toJson $consumes }}
{{- end }}

{{- define "cloudservices.labels" -}}
app.kubernetes.io/name: cloudservices
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
app.kubernetes.io/part-of: cloudservices
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | trunc 63 | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "cloudservices.selector" -}}
app.kubernetes.io/name: cloudservices
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "cloudservices.image" -}}
{{- $image := .root.Values.image }}
{{- $reference := .part.image | default "" }}
{{- if not $reference }}
{{- $reference = printf "%s%s:%s" $image.repositoryPrefix .name (required "image.tag, or parts.<part>.image for every part, is required" $image.tag) }}
{{- end }}
{{- if hasSuffix ":latest" $reference }}{{- fail (printf "%s: the tag must not be latest, because latest cannot be rolled back" $reference) }}{{- end }}
{{- $reference }}
{{- end }}
