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
    private final Map<String, Object> always;

    /** @param subject its value in the tables, as text */
    SubjectStatements(Mutiny.Session session, String subject) {
        this(session, subject, Map.of());
    }

    private SubjectStatements(Mutiny.Session session, String subject, Map<String, Object> always) {
        this.session = session;
        this.subject = subject;
        this.always = always;
    }

    /** The same, with these parameters for every statement that has them. */
    SubjectStatements with(Map<String, Object> parameters) {
        return new SubjectStatements(session, subject, parameters);
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

    /** Changes rows and tells how many. */
    Uni<Long> count(String sql) {
        return query(sql, Object[].class, Map.of()).getSingleResult().map(row -> ((Number) row[0]).longValue());
    }

    Uni<Integer> update(String sql) {
        return session.createNativeQuery(sql).executeUpdate();
    }

    private <T> Mutiny.SelectionQuery<T> query(String sql, Class<T> type, Map<String, Object> parameters) {
        Mutiny.SelectionQuery<T> query = session.createNativeQuery(sql, type);
        parameters.forEach(query::setParameter);
        always.forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        return sql.contains(SUBJECT) ? query.setParameter(SqlStatements.SUBJECT, subject) : query;
    }
}
