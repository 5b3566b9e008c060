package io.tenantdeletion.commons.mark;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of this entity belong to tenants and are erased with them. Usually the annotation alone is enough: the path
 * to the tenant is the table's tenant column or, without one, the foreign keys that lead to a table that has one.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TenantData {

    /** The column that holds the tenant's id, where it has another name than the usual one. */
    String column() default "";

    /**
     * The foreign key column that leads to the tenant, for a table without a tenant column that has several foreign
     * keys to tenant data and whose path should not be chosen by the planner.
     */
    String through() default "";
}
