package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.sql.SqlStatements;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Runs statements for one subject on one session, one after the other. */
final class SubjectStatements {

    private static final String SUBJECT = ":" + SqlStatements.SUBJECT;

    private final Mutiny.Session session;
    private final String subject;

    /** @param subject its value in the tables, as text */
    SubjectStatements(Mutiny.Session session, String subject) {
        this.session = session;
        this.subject = subject;
    }

    Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
        return query(sql, Object[].class, parameters).getResultList();
    }

    Uni<Boolean> test(String sql, Map<String, Object> parameters) {
        return query(sql, Boolean.class, parameters).getSingleResult();
    }

    /** Removes rows and tells whose they were. */
    Uni<Removal> removal(String sql, Map<String, Object> parameters) {
        return query(sql, Object[].class, parameters).getSingleResult().map(Removal::of);
    }

    Uni<Integer> update(String sql) {
        Mutiny.Query<?> query = session.createNativeQuery(sql);
        if (sql.contains(SUBJECT)) {
            query.setParameter(SqlStatements.SUBJECT, subject);
        }
        return query.executeUpdate();
    }

    private <T> Mutiny.SelectionQuery<T> query(String sql, Class<T> type, Map<String, Object> parameters) {
        Mutiny.SelectionQuery<T> query = session.createNativeQuery(sql, type);
        parameters.forEach(query::setParameter);
        return sql.contains(SUBJECT) ? query.setParameter(SqlStatements.SUBJECT, subject) : query;
    }
}
