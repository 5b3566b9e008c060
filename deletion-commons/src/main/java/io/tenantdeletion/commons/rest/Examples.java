package io.tenantdeletion.commons.rest;

/** Examples of every answer and error, for OpenAPI. */
final class Examples {

    static final String PREVIEW = """
            {"tenant_id": "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11", "service": "forecasting",
             "preview": {"forecasts": 8432, "prediction_batches": 15, "model_performance_metrics": 234,
                         "prediction_cache": 567, "audit_logs": 45},
             "total_records": 9293,
             "warning": "These records will be permanently deleted and cannot be recovered"}""";

    static final String COMPLETED = """
            {"message": "Tenant data deletion completed successfully",
             "summary": {"tenant_id": "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11", "service_name": "pos", "success": true,
               "deleted_counts": {"pos_transaction_items": 1500, "pos_transactions": 450, "pos_webhook_logs": 89,
                                  "pos_sync_logs": 34, "pos_configurations": 2, "audit_logs": 120},
               "errors": [], "timestamp": "2025-10-31T12:34:56Z"}}""";

    static final String INCOMPLETE = """
            {"message": "Tenant data deletion is not complete yet; call again to go on",
             "summary": {"tenant_id": "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11", "service_name": "pos", "success": true,
               "deleted_counts": {"pos_transaction_items": 150000, "pos_transactions": 0},
               "errors": [], "timestamp": "2025-10-31T12:34:56Z"},
             "complete": false, "progress": 0.14}""";

    static final String NOT_A_UUID = """
            {"type": "urn:tenant-deletion:problem:invalid-identifier", "title": "The identifier is not a UUID",
             "status": 400, "detail": "tenant_id must be a UUID of the form 8-4-4-4-12 hex digits.",
             "instance": "/api/v1/pos/tenant/42"}""";

    static final String UNAUTHENTICATED = """
            {"type": "urn:tenant-deletion:problem:unauthenticated", "title": "A valid bearer token is needed",
             "status": 401, "detail": "The bearer token was refused: expired, forged, or not meant for this service."}""";

    static final String FORBIDDEN = """
            {"type": "urn:tenant-deletion:problem:forbidden", "title": "The caller may not do this",
             "status": 403, "detail": "The token's roles do not allow this call."}""";

    static final String UNKNOWN_SERVICE = """
            {"type": "urn:tenant-deletion:problem:unknown-service", "title": "This process serves no such service",
             "status": 404, "detail": "This process serves: orders, pos."}""";

    static final String BLOCKED = """
            {"type": "urn:tenant-deletion:problem:purge-blocked",
             "title": "Other rows still refer to the rows to delete; this call deleted nothing", "status": 409,
             "detail": "Rows that are not deleted with them, or are being written now, refer to the rows to delete by the foreign key orders_customer_fk.",
             "constraint": "orders_customer_fk"}""";

    static final String WAITS = """
            {"type": "urn:tenant-deletion:problem:purge-waits",
             "title": "Other transactions hold what this call needs; it changed nothing", "status": 503,
             "detail": "Rows or tables that this call needs are locked by pid 4711 (till) since 2025-10-31T12:34:56Z.",
             "waiting_for": [{"pid": 4711, "application_name": "till", "since": "2025-10-31T12:34:56Z"}]}""";

    static final String BUSY = """
            {"type": "urn:tenant-deletion:problem:purge-busy",
             "title": "Another call is deleting these rows; this one changed nothing", "status": 503,
             "detail": "Another call for the same service and subject is under way; call again when it is over."}""";

    static final String STATEMENT_TIMEOUT = """
            {"type": "urn:tenant-deletion:problem:statement-timeout",
             "title": "A statement took longer than it may; this call changed nothing", "status": 503,
             "detail": "The database ended a statement of this call at its time-out."}""";

    static final String USER_PREVIEW = """
            {"user_id": "2d6c5c0e-8a43-4b0f-9d3a-5b1f7c9e4d22", "service": "training",
             "preview": {"model_metrics": 96, "model_versions": 24, "trained_models": 8, "training_jobs": 11},
             "total_records": 139,
             "warning": "These records will be permanently deleted and cannot be recovered"}""";

    static final String USER_COMPLETED = """
            {"message": "User data deletion completed successfully",
             "summary": {"user_id": "2d6c5c0e-8a43-4b0f-9d3a-5b1f7c9e4d22", "service_name": "notification",
               "success": true,
               "deleted_counts": {"notification_logs": 310, "notification_preferences": 4, "notifications": 155},
               "errors": [], "timestamp": "2025-10-31T12:34:56Z"}}""";

    static final String USER_INCOMPLETE = """
            {"message": "User data deletion is not complete yet; call again to go on",
             "summary": {"user_id": "2d6c5c0e-8a43-4b0f-9d3a-5b1f7c9e4d22", "service_name": "notification",
               "success": true,
               "deleted_counts": {"notification_logs": 200000, "notification_preferences": 0, "notifications": 0},
               "errors": [], "timestamp": "2025-10-31T12:34:56Z"},
             "complete": false, "progress": 0.0}""";

    static final String USER_NOT_A_UUID = """
            {"type": "urn:tenant-deletion:problem:invalid-identifier", "title": "The identifier is not a UUID",
             "status": 400, "detail": "user_id must be a UUID of the form 8-4-4-4-12 hex digits.",
             "instance": "/api/v1/models/user/42"}""";

    static final String UNKNOWN_USER_DATA = """
            {"type": "urn:tenant-deletion:problem:unknown-service", "title": "This process serves no such service",
             "status": 404, "detail": "This process serves, of users: models, orders."}""";

    static final String USER_BLOCKED = """
            {"type": "urn:tenant-deletion:problem:purge-blocked",
             "title": "Other rows still refer to the rows to delete; this call deleted nothing", "status": 409,
             "detail": "Rows that are not deleted with them, or are being written now, refer to the rows to delete by the foreign key trained_models_job_id_fkey.",
             "constraint": "trained_models_job_id_fkey"}""";

    static final String REFUSED = """
            {"type": "urn:tenant-deletion:problem:deletion-refused",
             "title": "This subject cannot be deleted here as things are", "status": 409,
             "detail": "Nothing was deleted: the findings say what is in the way and how it is mended.",
             "findings": [{"severity": "error", "code": "missing-index", "table": "orders.order_items",
               "detail": "orders.order_items has no index on [order_id] of foreign key order_items_order_id_fkey.",
               "remedy": "Create one."}]}""";

    static final String FENCE = """
            {"tenant_id": "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11", "service": "pos", "plan_version": "9f86d081884c7d65",
             "fenced_at": "2025-10-31T12:34:56Z"}""";

    static final String VERIFICATION = """
            {"tenant_id": "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11", "service": "pos", "residual": {}, "total_residual": 0,
             "touched_others": {}, "verified_at": "2025-10-31T12:34:58Z"}""";

    static final String PENDING = """
            {"tenant_id": "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11", "service": "pos",
             "waiting_for": [{"pid": 4711, "application_name": "till", "since": "2025-10-31T12:34:56Z"}]}""";

    static final String PLAN = """
            {"service": "pos", "version": "9f86d081884c7d65",
             "steps": [{"position": 1, "action": "delete", "table": "pos.audit_logs", "path": "tenant_id"}],
             "shared": [], "findings": []}""";

    private Examples() {}
}
