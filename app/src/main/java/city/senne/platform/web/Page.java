package city.senne.platform.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// What a controller answers to a browser: a template with its values, or another address to go to.
///
/// ```java
/// return Page.of(DatasetPages.class, "dataset").with("dataset", dataset);
/// ```
///
/// Every template is also given `frame` ([Frame]) and `words` ([city.senne.platform.i18n.Words]).
public sealed interface Page {

    /// The template `name.jte` that lies beside a class.
    static Template of(Class<?> neighbour, String name) {
        return new Template(
                neighbour.getPackageName().replace('.', '/') + "/" + name + ".jte", Map.of(), HttpStatus.OK);
    }

    /// Sends the browser to another page of this site (303: it asks with GET, whatever was asked before).
    static Redirect redirect(String path) {
        return new Redirect(path);
    }

    record Template(String path, Map<String, Object> values, HttpStatus status) implements Page {
        public Template {
            values = Map.copyOf(values);
        }

        /// The same page with one more parameter of its template.
        public Template with(String name, Object value) {
            Map<String, Object> more = new HashMap<>(values);
            more.put(name, value);
            return new Template(path, more, status);
        }

        /// The same page under another status: 422 for a form to be corrected, for one.
        public Template status(HttpStatus status) {
            return new Template(path, values, status);
        }
    }

    record Redirect(String path) implements Page {
        public Redirect {
            if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
                throw new IllegalArgumentException("Not a path of this site: " + path);
            }
        }
    }
}
