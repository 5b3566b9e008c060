"""The example's service with a mistake: wrong_service.py EXAMPLE MISTAKE ARGUMENTS…"""
import importlib.util, sys

_, example, mistake, *rest = sys.argv
spec = importlib.util.spec_from_file_location("service", example)
service = importlib.util.module_from_spec(spec)
spec.loader.exec_module(service)
sys.argv = [example, *rest]


class Wrong(service.Contract):
    def purge(self, data, column, subject, named):
        if mistake == "liar":  # says complete, and deletes nothing
            counts = data.counts(column, subject)
            return 200, {"message": "ok", "summary": {**named, "service_name": service.NAME, "success": True, "deleted_counts": counts,
                                                      "errors": [], "timestamp": service.now()}}
        if mistake == "others":  # everybody's items
            with data.lock, data.db:
                data.db.execute("delete from order_items")
        if mistake == "forever":
            return 202, {"message": "ok", "complete": False, "summary": {
                **named, "service_name": service.NAME, "success": True, "deleted_counts": {}, "errors": [], "timestamp": service.now()}}
        status, body = super().purge(data, column, subject, named)
        if mistake == "shapes":
            body["summary"]["deleted_counts"] = [list(body["summary"]["deleted_counts"].items())]
        if mistake == "errors":
            body["summary"]["errors"] = ["could not delete everything"]
        return status, body

    def preview(self, data, column, subject, named):
        status, body = super().preview(data, column, subject, named)
        if mistake == "total":
            body["total_records"] += 1
        return status, body

    def verification(self, data, column, subject, named):
        status, body = super().verification(data, column, subject, named)
        if mistake == "blind":  # never sees anything
            body.update(residual={}, total_residual=0)
        return status, body

    def answer(self):
        if mistake == "nothing":  # 200 to everything
            return 200, {}
        if mistake == "open":  # whoever calls is a service
            self.server.tokens.roles = lambda authorization: ["service"]
        if mistake == "tenants-own":  # any identifier will do
            self.UUID = service.re.compile(".*")
        return super().answer()


service.main(Wrong)
