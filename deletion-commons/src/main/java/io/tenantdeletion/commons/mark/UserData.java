package io.tenantdeletion.commons.mark;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of this entity belong to users, beside what else they belong to, and are erased with them: the rows that
 * name the user in the table's user column or, without one, the rows that hang on such rows. A row that rows of others
 * refer to stays and loses its user. On a mapped superclass it counts for every entity that extends it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UserData {

    /** The column that holds the user's id, where it has another name than the usual one, {@code user_id}. */
    String column() default "";

    /**
     * The foreign key column that leads to the user, for a table without a user column that has several foreign keys to
     * user data.
     */
    String through() default "";

    /**
     * Whether every row stays and only loses its user, such as a line that says who did what for a tenant: the user
     * column, which the table must have and which must allow NULL, is set to NULL.
     */
    boolean anonymize() default false;
}
