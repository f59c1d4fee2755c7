{{- /*
A part's environment variables, except secrets. The chart derives the addresses of what infra/ names; the values give the rest.
A missing setting fails here instead of in a crashing pod. Takes {root, name, part}.
*/}}
{{- define "cloudservices.settings" -}}
{{- $root := .root }}
{{- $name := .name }}
{{- $known := get ($root.Files.Get "files/settings.json" | fromJson) $name }}
{{- $given := include "cloudservices.derived" . | fromJson }}
{{- $given = mergeOverwrite $given (deepCopy $root.Values.config) (deepCopy (.part.config | default dict)) }}
{{- range $setting, $_ := .part.config }}
{{- if not (hasKey $known $setting) }}{{- fail (printf "%s.config.%s: %s has no such setting" ($.path | default (printf "parts.%s" $name)) $setting $name) }}{{- end }}
{{- end }}
{{- $settings := dict "AWS_REGION" $root.Values.aws.region }}
{{- range $setting, $need := $known }}
{{- if hasKey $given $setting }}{{- $_ := set $settings $setting (include "cloudservices.string" (get $given $setting)) }}{{- end }}
{{- end }}
{{- include "cloudservices.requireAll" (dict "known" $known "settings" $settings "part" .part "path" (.path | default (printf "parts.%s" $name))) }}
{{- mergeOverwrite $settings (include "cloudservices.strings" $root.Values.env | fromJson) | toJson }}
{{- end }}

{{- /* Kubernetes takes environment variables as strings only. Helm reads numbers as floats, and would print 1000000 as 1e+06. */}}
{{- define "cloudservices.string" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) }}{{- int64 . }}{{- else }}{{- toString . }}{{- end }}
{{- end }}

{{- define "cloudservices.strings" -}}
{{- $strings := dict }}
{{- range $name, $value := . }}{{- $_ := set $strings $name (include "cloudservices.string" $value) }}{{- end }}
{{- toJson $strings }}
{{- end }}

{{- define "cloudservices.requireAll" -}}
{{- $secret := merge (dict) (.part.secrets | default dict) (.part.externalSecrets | default dict) }}
{{- $missing := list }}
{{- range $setting, $need := .known }}
{{- if and (eq $need "required") (not (hasKey $.settings $setting)) (not (hasKey $secret $setting)) (not $.part.existingSecret) }}
{{- $missing = append $missing $setting }}
{{- end }}
{{- end }}
{{- if $missing }}{{- fail (printf "%s needs %s: in config, secrets, externalSecrets or existingSecret" .path (join ", " $missing)) }}{{- end }}
{{- end }}

{{- /* Settings that follow from the names in infra/. */}}
{{- define "cloudservices.derived" -}}
{{- $root := .root }}
{{- $aws := $root.Values.aws }}
{{- $queues := include "cloudservices.queues" $root | fromJsonArray }}
{{- $derived := dict
  "PORT" .part.port
  "SHUTDOWN_GRACE_SECONDS" 10
  "METRICS_NAMESPACE" ($aws.namePrefix | trimSuffix "-" | default "CloudServices")
  "CLIENT_ADDRESS_HEADER" "x-forwarded-for"
  "JWKS_URL" (printf "http://%s-auth/v1/auth/.well-known/jwks.json" (include "cloudservices.fullname" $root))
  "TOPIC_ARN" (printf "arn:%s:sns:%s:%s:%s%s" $aws.partition $aws.region $aws.accountId $aws.namePrefix .name)
}}
{{- with $root.Values.ingress }}
{{- if and .enabled .host }}{{- $_ := set $derived "API_URL" (printf "https://%s" .host) }}{{- end }}
{{- end }}
{{- $consumers := list }}
{{- $dead := list }}
{{- range $queues }}
{{- $consumers = append $consumers (printf "%s=%s" .name (include "cloudservices.queueUrl" (dict "root" $root "queue" .name))) }}
{{- $dead = append $dead (printf "%s=%s%s" .name $aws.namePrefix .deadLetterQueue) }}
{{- if eq .name $.name }}
{{- $_ := set $derived "QUEUE_URL" (include "cloudservices.queueUrl" (dict "root" $root "queue" .name)) }}
{{- $_ := set $derived "DEAD_LETTER_QUEUE_URL" (include "cloudservices.queueUrl" (dict "root" $root "queue" .deadLetterQueue)) }}
{{- end }}
{{- end }}
{{- $_ := set $derived "CONSUMER_QUEUES" (join "," $consumers) }}
{{- $_ := set $derived "DEAD_LETTER_QUEUES" (join "," $dead) }}
{{- $fed := list }}
{{- range default list (get (include "cloudservices.functions" $root | fromJson) .name) }}
{{- $fed = append $fed (include "cloudservices.queueUrl" (dict "root" $root "queue" .)) }}
{{- end }}
{{- $_ := set $derived "FED_QUEUE_URLS" (join "," $fed) }}
{{- range $setting, $_ := get ($root.Files.Get "files/settings.json" | fromJson) .name }}
{{- if hasSuffix "_TABLE" $setting }}
{{- $_ := set $derived $setting (printf "%s%s" $aws.namePrefix (trimSuffix "_TABLE" $setting | lower | replace "_" "-")) }}
{{- end }}
{{- end }}
{{- toJson $derived }}
{{- end }}

{{- /* The sources of a container's environment variables. Takes {full, part}. */}}
{{- define "cloudservices.envFrom" -}}
- configMapRef:
    name: {{ .full }}
{{- if .part.secrets }}
- secretRef:
    name: {{ .full }}
{{- end }}
{{- if .part.externalSecrets }}
- secretRef:
    name: {{ .full }}-external
{{- end }}
{{- with .part.existingSecret }}
- secretRef:
    name: {{ . }}
{{- end }}
{{- end }}

{{- /* Shared by every container: an unprivileged user, no capabilities, and a read-only file system. */}}
{{- define "cloudservices.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "cloudservices.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* The secrets of one owner: given ones, and fetched ones. Takes {root, name, full, part, annotations}. */}}
{{- define "cloudservices.secrets" -}}
{{- if .part.secrets }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ .full }}
  labels: {{- include "cloudservices.labels" . | nindent 4 }}
  {{- with .annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
type: Opaque
data:
  {{- range $name, $value := .part.secrets }}
  {{ $name }}: {{ $value | b64enc }}
  {{- end }}
{{- end }}
{{- if .part.externalSecrets }}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ .full }}-external
  labels: {{- include "cloudservices.labels" . | nindent 4 }}
  {{- with .annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  refreshInterval: {{ .root.Values.externalSecrets.refreshInterval }}
  secretStoreRef:
    name: {{ required "externalSecrets.storeName is required for external secrets" .root.Values.externalSecrets.storeName }}
    kind: {{ .root.Values.externalSecrets.storeKind }}
  target:
    name: {{ .full }}-external
    creationPolicy: Owner
  data:
    {{- range $name, $from := .part.externalSecrets }}
    - secretKey: {{ $name }}
      remoteRef: {{- toYaml $from | nindent 8 }}
    {{- end }}
{{- end }}
{{- end }}
