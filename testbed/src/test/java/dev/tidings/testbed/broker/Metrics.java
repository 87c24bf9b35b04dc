package dev.tidings.testbed.broker;

import java.util.Arrays;

/**
 * What a service's page of metrics said.
 *
 * @param page in Prometheus' text format
 */
record Metrics(String page) {
    /** The sum of all series of that name whose labels hold these, each as {@code name="value"}; 0 where there is none. */
    double sum(String name, String... labels) {
        return page.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    double deadLetters(String topic) {
        return sum("tidings_dead_letters_total", "topic=\"" + topic + "\"");
    }

    @Override
    public String toString() {
        return "metrics of " + page.length() + " characters";
    }
}
