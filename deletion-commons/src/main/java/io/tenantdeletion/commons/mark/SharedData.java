package io.tenantdeletion.commons.mark;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rows of this entity belong to nobody in particular and are never erased with a tenant. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedData {

    /** Why, for whoever reviews the exemption; must not be blank. */
    String reason();
}
