{{/* One variable from a secret; takes {name, secret, key}. */}}
{{- define "td.secretEnv" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}}
{{- end }}

{{/* Where the database is; takes a component's postgresql. */}}
{{- define "td.databaseEnv" -}}
- {name: PG_HOST, value: {{ .host | quote }}}
- {name: PG_PORT, value: {{ .port | quote }}}
- {name: PG_DATABASE, value: {{ .database | quote }}}
{{ include "td.secretEnv" (dict "name" "PG_USER" "secret" .existingSecret "key" "application-username") }}
{{- end }}

{{- define "td.migrationRoleEnv" -}}
{{ include "td.secretEnv" (dict "name" "PG_MIGRATION_USER" "secret" .existingSecret "key" "migration-username") }}
{{ include "td.secretEnv" (dict "name" "PG_MIGRATION_PASSWORD" "secret" .existingSecret "key" "migration-password") }}
{{- end }}

{{- define "td.purgeUserEnv" -}}
{{ include "td.secretEnv" (dict "name" "PG_PURGE_USER" "secret" .existingSecret "key" "purge-username") }}
{{- end }}

{{/* The keys of what deletions can be undone by, whether it runs or migrates. */}}
{{- define "td.restoreEnv" -}}
{{- $restore := .Values.restore -}}
- {name: DELETION_RESTORE_ENABLED, value: "true"}
{{ include "td.secretEnv" (dict "name" "DELETION_RESTORE_MASTER_KEY" "secret" $restore.existingSecret "key" "master-key") }}
- name: DELETION_RESTORE_PREVIOUS_MASTER_KEYS
  valueFrom: {secretKeyRef: {name: {{ $restore.existingSecret }}, key: previous-master-keys, optional: true}}
- {name: PG_KEYS_HOST, value: {{ $restore.postgresql.host | quote }}}
- {name: PG_KEYS_PORT, value: {{ $restore.postgresql.port | quote }}}
- {name: PG_KEYS_DATABASE, value: {{ $restore.postgresql.database | quote }}}
{{ include "td.secretEnv" (dict "name" "PG_KEYS_USER" "secret" $restore.postgresql.existingSecret "key" "application-username") }}
{{- end }}

{{- define "td.restoreMigrationEnv" -}}
{{ include "td.secretEnv" (dict "name" "PG_KEYS_MIGRATION_USER" "secret" .Values.restore.postgresql.existingSecret "key" "migration-username") }}
{{ include "td.secretEnv" (dict "name" "PG_KEYS_MIGRATION_PASSWORD" "secret" .Values.restore.postgresql.existingSecret "key" "migration-password") }}
{{- end }}

{{- define "td.jvmEnv" -}}
- {name: JAVA_TOOL_OPTIONS, value: "-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"}
{{- end }}

{{/* Everything a part that runs is told; takes {root, name, part}. */}}
{{- define "td.env" -}}
{{- $values := .root.Values -}}
{{ include "td.jvmEnv" . }}
- {name: QUARKUS_HTTP_PORT, value: "8080"}
- {name: QUARKUS_SHUTDOWN_TIMEOUT, value: {{ printf "%vs" $values.stopping.shutdownSeconds | quote }}}
- {name: ISSUER, value: {{ $values.issuer | quote }}}
- {name: ORCHESTRATOR_URL, value: {{ include "td.url" (dict "root" .root "component" "orchestrator") | quote }}}
- {name: TENANT_URL, value: {{ include "td.url" (dict "root" .root "component" "tenant") | quote }}}
{{ include "td.secretEnv" (dict "name" "SERVICE_CLIENT_ID" "secret" $values.clients.existingSecret "key" "service-client-id") }}
{{ include "td.secretEnv" (dict "name" "SERVICE_CLIENT_SECRET" "secret" $values.clients.existingSecret "key" "service-client-secret") }}
{{ include "td.databaseEnv" .part.postgresql }}
{{ include "td.secretEnv" (dict "name" "PG_PASSWORD" "secret" .part.postgresql.existingSecret "key" "application-password") }}
{{- if ne .name "orchestrator" }}
{{ include "td.purgeUserEnv" .part.postgresql }}
{{ include "td.secretEnv" (dict "name" "PG_PURGE_PASSWORD" "secret" .part.postgresql.existingSecret "key" "purge-password") }}
- {name: DELETION_PURGE_CALL_TIMEOUT, value: {{ printf "%vs" $values.stopping.callTimeout | quote }}}
{{- end }}
{{- if $values.migrations.job }}
- {name: DELETION_MIGRATION_AT_START, value: "false"}
{{- else }}
{{ include "td.migrationRoleEnv" .part.postgresql }}
{{- end }}
{{- if $values.rabbitmq.enabled }}
- {name: DELETION_EVENTS_RABBITMQ_URL, value: {{ printf "%s://%s:%v%s" (ternary "amqps" "amqp" $values.rabbitmq.tls) $values.rabbitmq.host $values.rabbitmq.port (empty $values.rabbitmq.virtualHost | ternary "" (printf "/%s" $values.rabbitmq.virtualHost)) | quote }}}
{{ include "td.secretEnv" (dict "name" "DELETION_EVENTS_RABBITMQ_USERNAME" "secret" $values.rabbitmq.existingSecret "key" "username") }}
{{ include "td.secretEnv" (dict "name" "DELETION_EVENTS_RABBITMQ_PASSWORD" "secret" $values.rabbitmq.existingSecret "key" "password") }}
{{- end }}
{{- if $values.tracing.enabled }}
- {name: QUARKUS_OTEL_SDK_DISABLED, value: "false"}
- {name: QUARKUS_OTEL_SERVICE_NAME, value: {{ .name | quote }}}
- {name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ printf "%s://%s:%v" (ternary "https" "http" $values.tracing.tls) $values.tracing.host $values.tracing.port | quote }}}
{{- end }}
{{- if .part.service }}
- {name: DELETION_SERVICES, value: {{ .part.service | quote }}}
{{- end }}
{{- if eq .name "orchestrator" }}
{{ include "td.orchestratorEnv" .root }}
{{- end }}
{{- range $name, $value := .part.settings.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "td.orchestratorEnv" -}}
{{- $values := .Values -}}
- {name: DELETION_RETENTION_PERIOD, value: {{ $values.retention.period | quote }}}
- {name: DELETION_RETENTION_USER_PERIOD, value: {{ $values.retention.userPeriod | quote }}}
- {name: DELETION_FOUR_EYES_ENABLED, value: {{ $values.fourEyes.enabled | quote }}}
{{- if $values.certificates.enabled }}
- {name: DELETION_CERTIFICATE_KEYS_0__KID, value: {{ required "certificates.keyId names the key that signs certificates" $values.certificates.keyId | quote }}}
{{ include "td.secretEnv" (dict "name" "DELETION_CERTIFICATE_KEYS_0__PRIVATE_KEY" "secret" (required "certificates.existingSecret has the key that signs certificates" $values.certificates.existingSecret) "key" "private-key") }}
{{- end }}
{{- if $values.restore.enabled }}
{{ include "td.restoreEnv" . }}
{{ include "td.secretEnv" (dict "name" "PG_KEYS_PASSWORD" "secret" $values.restore.postgresql.existingSecret "key" "application-password") }}
- {name: DELETION_RESTORE_WINDOW, value: {{ $values.restore.window | quote }}}
- {name: DELETION_RESTORE_ON_FAILURE, value: {{ $values.restore.onFailure | quote }}}
{{- if not $values.migrations.job }}
{{ include "td.restoreMigrationEnv" . }}
{{- end }}
{{- end }}
{{- if $values.clients.identity.enabled }}
- {name: IDENTITY_CLIENT_ID, value: {{ $values.clients.identity.clientId | quote }}}
{{ include "td.secretEnv" (dict "name" "IDENTITY_CLIENT_SECRET" "secret" $values.clients.existingSecret "key" "identity-client-secret") }}
{{- end }}
{{- if $values.clients.console.enabled }}
- {name: CONSOLE_CLIENT_ID, value: {{ $values.clients.console.clientId | quote }}}
{{ include "td.secretEnv" (dict "name" "CONSOLE_CLIENT_SECRET" "secret" $values.clients.existingSecret "key" "console-client-secret") }}
{{- end }}
{{- if $values.mail.enabled }}
- {name: DELETION_MAIL_ENABLED, value: "true"}
- {name: DELETION_MAIL_FROM, value: {{ required "mail.from says whom mail comes from" $values.mail.from | quote }}}
{{- with $values.mail.operators }}
- {name: DELETION_MAIL_OPERATORS, value: {{ join "," . | quote }}}
{{- end }}
{{- if $values.ingress.enabled }}
- {name: DELETION_MAIL_CONSOLE_URL, value: {{ printf "https://%s/console" $values.ingress.host | quote }}}
{{- end }}
- {name: QUARKUS_MAILER_HOST, value: {{ $values.mail.host | quote }}}
- {name: QUARKUS_MAILER_PORT, value: {{ $values.mail.port | quote }}}
- {name: QUARKUS_MAILER_START_TLS, value: {{ $values.mail.startTls | quote }}}
{{ include "td.secretEnv" (dict "name" "QUARKUS_MAILER_USERNAME" "secret" $values.mail.existingSecret "key" "username") }}
{{ include "td.secretEnv" (dict "name" "QUARKUS_MAILER_PASSWORD" "secret" $values.mail.existingSecret "key" "password") }}
{{- end }}
{{- if $values.ingress.enabled }}
- {name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING, value: "true"}
- {name: QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST, value: "true"}
{{- end }}
{{- range $name, $service := $values.services }}
{{- $variable := printf "DELETION_PARTICIPANTS_%s" (upper $name) }}
{{- if $service.enabled }}
- {name: {{ $variable }}_URL, value: {{ include "td.url" (dict "root" $ "component" $name) | quote }}}
{{- else if not (hasKey $values.participants $name) }}
- {name: {{ $variable }}_ENABLED, value: "false"}
{{- end }}
{{- end }}
{{- range $name, $participant := $values.participants }}
{{- $variable := printf "DELETION_PARTICIPANTS_%s" (upper $name) }}
- {name: {{ $variable }}_URL, value: {{ $participant.url | quote }}}
{{- with $participant.capabilities }}
- {name: {{ $variable }}_CAPABILITIES, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- end }}
