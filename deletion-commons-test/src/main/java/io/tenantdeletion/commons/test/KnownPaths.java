package io.tenantdeletion.commons.test;

import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.MetaClassRegistry;
import groovy.lang.Script;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Has REST Assured compile a path such as {@code items.find { it.type == 'x' }.id} once, and not for each answer, and a
 * path of names and numbers never: that was much of the processor time of tests over HTTP.
 */
final class KnownPaths extends DelegatingMetaClass {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*+((\\.[A-Za-z_]\\w*+)|(\\[-?\\d{1,9}]))*+");
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(-?\\d+)]");

    private final Map<String, Class<? extends Script>> compiled = new ConcurrentHashMap<>();

    private KnownPaths(MetaClass usual) {
        super(usual);
    }

    /** From now on. */
    static synchronized void use() {
        MetaClassRegistry registry = GroovySystem.getMetaClassRegistry();
        MetaClass usual = registry.getMetaClass(GroovyShell.class);
        if (!(usual instanceof KnownPaths)) {
            registry.setMetaClass(GroovyShell.class, new KnownPaths(usual));
        }
    }

    /** In every test of an application, which has a class loader of its own. */
    public static final class Callback implements QuarkusTestBeforeClassCallback {

        @Override
        public void beforeClass(Class<?> test) {
            use();
        }
    }

    @Override
    public Object invokeMethod(Object receiver, String method, Object[] arguments) {
        if (method.equals("evaluate")
                && receiver instanceof GroovyShell shell
                && arguments.length == 1
                && arguments[0] instanceof CharSequence text) {
            return evaluate(shell, text.toString());
        }
        return super.invokeMethod(receiver, method, arguments);
    }

    private Object evaluate(GroovyShell shell, String path) {
        if (PLAIN.matcher(path).matches()) {
            return follow(shell, path);
        }
        Class<? extends Script> script =
                compiled.computeIfAbsent(path, text -> shell.parse(text).getClass());
        return InvokerHelper.createScript(script, shell.getContext()).run();
    }

    /** What Groovy does at run time for such a path. */
    private static Object follow(GroovyShell shell, String path) {
        Matcher step = STEP.matcher(path);
        boolean more = step.find();
        Object value = shell.getContext().getVariable(more ? path.substring(0, step.start()) : path);
        for (; more; more = step.find()) {
            value = step.group(1) != null
                    ? InvokerHelper.getProperty(value, step.group(1))
                    : InvokerHelper.invokeMethod(value, "getAt", Integer.valueOf(step.group(2)));
        }
        return value;
    }
}
