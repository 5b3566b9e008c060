package io.tenantdeletion.commons.mark;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of this field names something outside the database that belongs to the row and to no other one, such as a
 * file: when the row is erased it is written down, and what it names is removed from its store afterwards.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ExternalName {

    /** What the store is called where it is configured, or what the bean is named that removes from it. */
    String store();
}
