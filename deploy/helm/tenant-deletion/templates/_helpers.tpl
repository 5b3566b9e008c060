{{- define "td.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "td.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains (include "td.name" .) .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name (include "td.name" .) | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* What a selector is made of; takes {root, component}. */}}
{{- define "td.selector" -}}
app.kubernetes.io/name: {{ include "td.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "td.labels" -}}
{{ include "td.selector" . }}
app.kubernetes.io/part-of: tenant-deletion
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Takes {root, image: orchestrator|tenant|domainServices}. */}}
{{- define "td.image" -}}
{{- $image := index .root.Values.images .image -}}
{{- with .root.Values.image.registry }}{{ . }}/{{ end }}{{ $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}{{ end }}
{{- end }}

{{/* All parts that run, as a YAML map of name to {image, settings, database}. */}}
{{- define "td.components" -}}
{{- $defaults := .Values.defaults -}}
{{- range $name, $image := dict "orchestrator" "orchestrator" "tenant" "tenant" }}
{{- $settings := mergeOverwrite (deepCopy $defaults) (index $.Values $name) }}
{{ $name }}:
  image: {{ $image }}
  settings: {{ toJson $settings }}
  postgresql: {{ toJson (mergeOverwrite (deepCopy $.Values.postgresql) ($settings.postgresql | default dict)) }}
{{- end }}
{{- range $name, $service := .Values.services }}
{{- if $service.enabled }}
{{- $settings := mergeOverwrite (deepCopy $defaults) $service }}
{{ $name }}:
  image: domainServices
  service: {{ $name }}
  settings: {{ toJson $settings }}
  postgresql: {{ toJson (mergeOverwrite (dict "database" $.Values.servicesDatabase) (deepCopy $.Values.postgresql) ($settings.postgresql | default dict)) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "td.url" -}}
http://{{ include "td.fullname" .root }}-{{ .component }}:8080
{{- end }}

{{- define "td.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.podSecurity.runAsUser }}
runAsGroup: {{ .Values.podSecurity.runAsGroup }}
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "td.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}
