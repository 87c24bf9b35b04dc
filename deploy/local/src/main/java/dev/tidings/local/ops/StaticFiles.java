package dev.tidings.local.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The files that the page consists of, all in memory: its own, and the plotting library out of its web jar. */
final class StaticFiles {
    private static final String LIBRARY = "org.webjars.npm/uplot";
    private static final String START = "index.html";
    private static final List<String> OWN =
            List.of(START, "page.css", "icon.svg", "theme.js", "page.js", "dom.js", "route.js", "plots.js", "lists.js");
    private static final List<String> LIBRARYS = List.of("uPlot.iife.min.js", "uPlot.min.css");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private StaticFiles() {}

    /** Every file under the path that it is asked for by. */
    static Map<String, Answer> read() {
        Map<String, Answer> files = new LinkedHashMap<>();
        OWN.forEach(name -> files.put("/" + name, file(name, name)));
        files.put("/", file(START, START));
        String library = "/META-INF/resources/webjars/uplot/" + version() + "/dist/";
        LIBRARYS.forEach(name -> files.put("/lib/" + name, file(name, library + name)));
        return files;
    }

    private static Answer file(String name, String resource) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return Answer.ok(type == null ? "" : type, new String(bytes(resource), StandardCharsets.UTF_8));
    }

    /** A web jar's paths hold its version, which its own description tells. */
    private static String version() {
        Properties description = new Properties();
        try {
            description.load(new StringReader(
                    new String(bytes("/META-INF/maven/" + LIBRARY + "/pom.properties"), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return description.getProperty("version", "");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't be read: " + resource, e);
        }
    }
}
